import type { ShopClient } from '#app/db.server.ts';

/** Writes down with profiles whom they are kept apart from, as the pairs that were decided on say it. */
export async function noteKeptApart(
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
