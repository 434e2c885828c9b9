import type { Decision } from '#app/journeys/run.ts';
import { withoutRepeats } from '#app/journeys/daily-decision.ts';
import { journeyKeyOf } from '#app/journeys/definition.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';

/** Saves why something was or was not done, each decision once, and of those that are made over and over one a day. */
export async function saveDecisions(
  client: ShopClient,
  shopId: string,
  decisions: readonly Decision[],
): Promise<void> {
  const once = withoutRepeats(decisions);
  const known = await storedToday(client, shopId, once);
  const added = once.filter(({ id }) => !known.has(id));
  await writeRows(
    client,
    shopId,
    `insert into decision (shop_id, id, at, profile_id, run_id, effect_key, outcome, reason, rule, facts, input,
       journey_key, message_key)
     select $1, id, at, profile_id, run_id, effect_key, outcome, reason, rule, facts, input, journey_key, message_key
     from json_to_recordset($2) as row (id uuid, at timestamptz, profile_id uuid, run_id uuid, effect_key text,
       outcome text, reason text, rule text, facts json, input json, journey_key text, message_key text)
     on conflict do nothing`,
    added.map((decision) => ({
      id: decision.id,
      at: isoTime(decision.at),
      profile_id: decision.profileId,
      run_id: decision.runId,
      effect_key: decision.effectKey,
      outcome: decision.outcome,
      reason: decision.reason,
      rule: decision.rule,
      facts: decision.facts,
      input: decision.input ?? null,
      journey_key: decision.journeyKey ?? journeyKeyOf(decision.rule),
      message_key: decision.messageKey ?? null,
    })),
  );
}

/**
 * Ids of the decisions of a day that are stored already. The day is in the id, so its end need not be asked for; with both ends
 * the planner takes the time for as telling as the id, while a month has no statistics, and goes through the whole day for each.
 */
async function storedToday(
  client: ShopClient,
  shopId: string,
  decisions: readonly Decision[],
): Promise<Set<string>> {
  const daily = decisions.flatMap(({ id, daySince }) =>
    daySince === undefined ? [] : [{ id, since: new Date(daySince) }],
  );
  if (daily.length === 0) return new Set();
  const { rows } = await client.query<{ id: string }>(
    `select daily.id from unnest($2::uuid[], $3::timestamptz[]) as daily (id, since)
      cross join lateral (select from decision
        where shop_id = $1 and id = daily.id and at >= daily.since limit 1) as found`,
    [shopId, daily.map(({ id }) => id), daily.map(({ since }) => since)],
  );
  return new Set(rows.map(({ id }) => id));
}
