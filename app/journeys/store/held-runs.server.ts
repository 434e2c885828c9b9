import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * Lets runs go on that stood still while their journey was paused, from the moment at which they would have.
 * @param pausedKeys journeys that are paused still
 * @returns how many; fewer than `limit` when none is left
 */
export async function releaseRuns(
  client: ShopClient,
  shopId: string,
  pausedKeys: readonly string[],
  limit: number,
): Promise<number> {
  const { rowCount } = await client.query(
    `update journey_run set wake_at = to_timestamp((held ->> 'at')::float8 / 1000)
      where shop_id = $1 and id = any(array(
        select id from journey_run where shop_id = $1 and journey_key <> all($2)
           and held is not null and wake_at is null and state = 'active' limit $3))`,
    [shopId, pausedKeys, limit],
  );
  return rowCount ?? 0;
}
