import type { ShopClient } from '#app/platform/db.server.ts';

/** When the oldest delivery came that is not processed yet, epoch milliseconds; null when none waits. */
export async function findOldestPending(
  client: ShopClient,
  shopId: string,
): Promise<number | null> {
  const { rows } = await client.query<{ at: number | null }>(
    'select min(received_at) as at from inbox where shop_id = $1',
    [shopId],
  );
  return rows[0]?.at ?? null;
}
