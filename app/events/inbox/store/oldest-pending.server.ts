import type { ShopClient } from '#app/platform/db.server.ts';

/** When the oldest delivery came that is not processed yet, epoch milliseconds; null when none waits. */
export async function findOldestPending(
  client: ShopClient,
  shopId: string,
): Promise<number | null> {
  const { rows } = await client.query<{ at: number | null }>(
    // The oldest of each lane is the first of the index, however many wait.
    `select min(at) as at from unnest(array[0, 1]) as known (number), lateral (
       select received_at as at from inbox where shop_id = $1 and lane = number
        order by received_at, delivery_key limit 1) as oldest`,
    [shopId],
  );
  return rows[0]?.at ?? null;
}

/** More deliveries that wait are not looked at. */
const MOST_LOOKED_AT = 1_000;

/** The topics of the deliveries that are not processed yet. */
export async function listPendingTopics(client: ShopClient, shopId: string): Promise<string[]> {
  const { rows } = await client.query<{ topic: string }>(
    `select distinct topic from (
       select topic from inbox where shop_id = $1 limit ${String(MOST_LOOKED_AT)}) as pending`,
    [shopId],
  );
  return rows.map(({ topic }) => topic);
}
