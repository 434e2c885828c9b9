import type { ShopClient } from '#app/platform/db.server.ts';

/** Runs one statement over many rows; they travel as one JSON parameter, typed by the statement. */
export async function writeRows(
  client: ShopClient,
  shopId: string,
  sql: string,
  rows: readonly object[],
): Promise<void> {
  if (rows.length > 0) await client.query(sql, [shopId, JSON.stringify(rows)]);
}
