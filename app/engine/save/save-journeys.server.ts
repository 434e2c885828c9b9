import { addEffects } from '#app/effects/store/add-effects.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import { saveDecisions } from '#app/journeys/store/decisions.server.ts';
import { saveRuns } from '#app/journeys/store/runs.server.ts';
import type { StateChanges } from '#app/engine/load/loaded-state.ts';

/** Writes runs of journeys, and the effects and decisions that they came to. */
export async function saveJourneys(
  client: ShopClient,
  shopId: string,
  changes: StateChanges,
): Promise<void> {
  await saveRuns(
    client,
    shopId,
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
      held: run.held,
    })),
  );
  await addEffects(
    client,
    shopId,
    changes.effects.map((effect) => ({ ...effect, createdAt: effect.dueAt })),
  );
  await saveDecisions(client, shopId, changes.decisions);
}
