import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';

/** Why a mail of a person did not leave now, as the person's history shows it. */
export type HeldDecision = {
  id: string;
  profileId: string;
  runId: string | null;
  key: string;
  outcome: string;
  reason: string;
  /** Which rule decided, with its version. */
  rule: string;
  facts: object;
  /** What the rule read; null where that is not stored. */
  input: object | null;
  journeyKey: string | null;
  template: string;
};

/** Records decisions about mails, each once. @param now epoch milliseconds */
export async function insertHeldDecisions(
  client: ShopClient,
  shopId: string,
  decisions: readonly HeldDecision[],
  now: number,
): Promise<void> {
  await writeRows(
    client,
    shopId,
    // What was put off was so within weeks: a decision with the same id is no older.
    `insert into decision (shop_id, id, at, profile_id, run_id, effect_key, outcome, reason, rule, facts, input,
       journey_key, message_key)
     select $1, id, $3, "profileId", "runId", key, outcome, reason, rule, facts, input, "journeyKey", template
       from json_to_recordset($2) as row (id uuid, "profileId" uuid, "runId" uuid, key text, outcome text,
         reason text, rule text, facts json, input json, "journeyKey" text, template text)
      where not exists (
        select from decision known
         where known.shop_id = $1 and known.id = row.id and known.at > $3::timestamptz - interval '40 days')`,
    decisions,
    new Date(now),
  );
}
