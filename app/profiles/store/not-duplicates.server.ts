import type { ShopClient } from '#app/platform/db.server.ts';

/** Saves with profiles which others are no duplicates of them, as staff decided on the pairs. */
export async function saveNotDuplicates(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<void> {
  await client.query(
    `update profile set kept_apart = array(
       select distinct (case when low_profile_id = profile.id then high_profile_id else low_profile_id end)::text
       from possible_duplicate
       where possible_duplicate.shop_id = $1 and state = 'kept_apart'
         and (low_profile_id = profile.id or high_profile_id = profile.id) order by 1)
     where shop_id = $1 and id = any($2)`,
    [shopId, ids],
  );
}
