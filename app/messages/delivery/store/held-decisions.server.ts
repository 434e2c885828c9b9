import type { ShopClient } from '#app/platform/db.server.ts';

/** Why a mail of a person did not leave now, as the person's history shows it. */
export type HeldDecision = {
  id: string;
  profileId: string | null;
  runId: string | null;
  key: string;
  outcome: string;
  reason: string;
  /** The rule that decided, with its version. */
  rule: string;
  facts: object;
};

/** Records decisions about mails, each once. @param now epoch milliseconds */
export async function insertHeldDecisions(
  client: ShopClient,
  shopId: string,
  decisions: readonly HeldDecision[],
  now: number,
): Promise<void> {
  await client.query(
    // What was put off was so within weeks: a decision with the same id is no older.
    `insert into decision (shop_id, id, at, profile_id, run_id, effect_key, outcome, reason, rule, facts)
     select $1, m.id, $2, m.profile_id, m.run_id, m.key, m.outcome, m.reason, m.rule, m.facts
       from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::json[])
            as m (id, profile_id, run_id, key, outcome, reason, rule, facts)
      where not exists (
        select from decision known
         where known.shop_id = $1 and known.id = m.id and known.at > $2::timestamptz - interval '40 days')`,
    [
      shopId,
      new Date(now),
      decisions.map(({ id }) => id),
      decisions.map(({ profileId }) => profileId),
      decisions.map(({ runId }) => runId),
      decisions.map(({ key }) => key),
      decisions.map(({ outcome }) => outcome),
      decisions.map(({ reason }) => reason),
      decisions.map(({ rule }) => rule),
      decisions.map(({ facts }) => JSON.stringify(facts)),
    ],
  );
}
