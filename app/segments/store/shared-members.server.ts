import type { ShopClient } from '#app/platform/db.server.ts';
import type { Overlap } from '#app/segments/page/segment-page.ts';

/** How many people of a segment are in each other one as well, the most first, and how many are in that. */
export async function sharedMembers(
  client: ShopClient,
  shopId: string,
  key: string,
): Promise<Omit<Overlap, 'name'>[]> {
  const { rows } = await client.query<Omit<Overlap, 'name'>>(
    `with shared as (
       select other.segment_key as key, count(*) as shared
         from membership mine
         join membership other on other.shop_id = $1 and other.profile_id = mine.profile_id
          and other.left_at is null and other.segment_key <> $2
        where mine.shop_id = $1 and mine.segment_key = $2 and mine.left_at is null
        group by 1)
     select key, shared, (select count(*) from membership where shop_id = $1
       and segment_key = shared.key and left_at is null) as size
       from shared order by shared desc, key`,
    [shopId, key],
  );
  return rows;
}
