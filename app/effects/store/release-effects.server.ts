import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * Makes due what some runs hold back for a reason, because that is over.
 * @param now epoch milliseconds
 * @returns how many effects that were
 */
export async function releaseHeldEffects(
  client: ShopClient,
  shopId: string,
  runIds: readonly string[],
  reason: string,
  now: number,
): Promise<number> {
  const { rowCount } = await client.query(
    `update effect set due_at = $4
      where shop_id = $1 and run_id = any($2::uuid[]) and state = 'ready' and reason = $3 and due_at > $4`,
    [shopId, runIds, reason, new Date(now)],
  );
  return rowCount ?? 0;
}
