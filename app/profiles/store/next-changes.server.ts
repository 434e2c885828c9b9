import type { ShopClient } from '#app/platform/db.server.ts';

/** Makes profiles due, so that the next drain scores them and finds their segments again. */
export async function makeProfilesDue(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<void> {
  await client.query(
    'update profile set next_change_at = to_timestamp(0) where shop_id = $1 and id = any($2)',
    [shopId, ids],
  );
}

/** Notes that time alone changes nothing of these profiles. */
export async function clearNextChanges(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<void> {
  await client.query(
    'update profile set next_change_at = null where shop_id = $1 and id = any($2)',
    [shopId, ids],
  );
}

/** Notes when time alone next changes something of profiles. @param changes `at` is epoch milliseconds */
export async function saveNextChanges(
  client: ShopClient,
  shopId: string,
  changes: readonly { id: string; at: number }[],
): Promise<void> {
  await client.query(
    `update profile set next_change_at = change.at from unnest($2::uuid[], $3::timestamptz[]) as change (id, at)
      where profile.shop_id = $1 and profile.id = change.id`,
    [shopId, changes.map(({ id }) => id), changes.map(({ at }) => new Date(at))],
  );
}

/** Puts profiles into a stage of the lifecycle. */
export async function saveStage(
  client: ShopClient,
  shopId: string,
  stage: string,
  ids: readonly string[],
): Promise<void> {
  await client.query('update profile set stage = $2 where shop_id = $1 and id = any($3)', [
    shopId,
    stage,
    ids,
  ]);
}
