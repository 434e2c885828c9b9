import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows, type StatementRow } from '#app/platform/write-rows.server.ts';

const SAVE = `insert into decision (shop_id, id, at, profile_id, run_id, effect_key, outcome, reason, rule, facts)
  select $1, id, at, profile_id, run_id, effect_key, outcome, reason, rule, facts
  from json_to_recordset($2) as row (id uuid, at timestamptz, profile_id uuid, run_id uuid, effect_key text,
    outcome text, reason text, rule text, facts json)
  on conflict do nothing`;

/** Saves why something was or was not done, each decision once. */
export async function saveDecisions(
  client: ShopClient,
  shopId: string,
  decisions: readonly StatementRow<typeof SAVE>[],
): Promise<void> {
  await writeRows(client, shopId, SAVE, decisions);
}
