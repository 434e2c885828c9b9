import type { ShopClient } from '#app/platform/db.server.ts';

/** What is expected of a person within 12 months; amounts in the smallest unit, times in epoch milliseconds. */
export type StoredPrediction = {
  id: string;
  alive: number;
  again: number;
  orders: number;
  spendMinor: number | null;
  currency: string | null;
  nextOrderAt: number | null;
};

/** What is expected of these profiles, of each with an expectation. */
export async function loadPredictions(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<StoredPrediction[]> {
  const { rows } = await client.query<StoredPrediction>(
    `select profile_id as id, alive, again, orders, spend_minor as "spendMinor", currency,
            next_order_at as "nextOrderAt"
       from prediction where shop_id = $1 and profile_id = any($2)`,
    [shopId, profileIds],
  );
  return rows;
}
