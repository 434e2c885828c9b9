import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows, type StatementRow } from '#app/platform/write-rows.server.ts';

const SAVE = `update message set clicked_at = least(clicked_at, row.at)
  from json_to_recordset($2) as row (key text, at timestamptz)
  where message.shop_id = $1 and message.effect_key = row.key`;

/** Saves when links of emails were first clicked, by the key of the email's effect. */
export async function saveMessageClicks(
  client: ShopClient,
  shopId: string,
  clicks: readonly StatementRow<typeof SAVE>[],
): Promise<void> {
  await writeRows(client, shopId, SAVE, clicks);
}
