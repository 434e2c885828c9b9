import { addEffects } from '#app/effects/outbox.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import type { StateChanges } from '#app/engine/load/loaded-state.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';

/** Writes runs of journeys, and the effects and decisions that they came to. */
export async function saveJourneys(
  client: ShopClient,
  shopId: string,
  changes: StateChanges,
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `insert into journey_run (shop_id, id, journey_key, journey_version, profile_id, dedupe_key, state, step_id,
       visit, context, entered_at, wake_at, ended_at, end_reason)
     select $1, id, journey_key, journey_version, profile_id, dedupe_key, state, step_id,
       visit, coalesce(context, 'null'), entered_at, wake_at, ended_at, end_reason
     from json_to_recordset($2) as row (id uuid, journey_key text, journey_version int, profile_id uuid,
       dedupe_key text, state text, step_id text, visit int, context json, entered_at timestamptz,
       wake_at timestamptz, ended_at timestamptz, end_reason text)
     on conflict (shop_id, id) do update set profile_id = excluded.profile_id, state = excluded.state,
       journey_version = excluded.journey_version, step_id = excluded.step_id, visit = excluded.visit,
       context = excluded.context, wake_at = excluded.wake_at, ended_at = excluded.ended_at,
       end_reason = excluded.end_reason`,
    changes.runs.map((run) => ({
      id: run.id,
      journey_key: run.journeyKey,
      journey_version: run.journeyVersion,
      profile_id: run.profileId,
      dedupe_key: run.dedupeKey,
      state: run.state,
      step_id: run.stepId,
      visit: run.visit,
      context: run.context,
      entered_at: isoTime(run.enteredAt),
      wake_at: isoTime(run.wakeAt),
      ended_at: isoTime(run.endedAt),
      end_reason: run.endReason,
    })),
  );
  await addEffects(
    client,
    shopId,
    changes.effects.map((effect) => ({ ...effect, createdAt: effect.dueAt })),
  );
  await writeRows(
    client,
    shopId,
    `insert into decision (shop_id, id, at, profile_id, run_id, effect_key, outcome, reason, rule, facts)
     select $1, id, at, profile_id, run_id, effect_key, outcome, reason, rule, facts
     from json_to_recordset($2) as row (id uuid, at timestamptz, profile_id uuid, run_id uuid, effect_key text,
       outcome text, reason text, rule text, facts json)
     on conflict do nothing`,
    changes.decisions.map((decision) => ({
      id: decision.id,
      at: isoTime(decision.at),
      profile_id: decision.profileId,
      run_id: decision.runId,
      effect_key: decision.effectKey,
      outcome: decision.outcome,
      reason: decision.reason,
      rule: decision.rule,
      facts: decision.facts,
    })),
  );
}
