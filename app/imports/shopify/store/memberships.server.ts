import type { ShopClient } from '#app/platform/db.server.ts';
import { shopifyKey } from '#app/segments/shopify-key.ts';

/** Profiles that are to enter a segment of Shopify's, and those that are to leave it. */
export type MembershipChanges = { entering: string[]; leaving: string[] };

/** Compares the customers of a reading with the members of its segment. */
export async function loadMembershipChanges(
  client: ShopClient,
  shopId: string,
  segmentId: string,
): Promise<MembershipChanges> {
  const { rows } = await client.query<{ id: string; isIn: boolean }>(
    `with found as (
       select distinct i.profile_id as id from shopify_segment_member s
         join identity i on i.shop_id = $1 and i.kind = 'customer' and i.value = s.customer_id
        where s.shop_id = $1 and s.segment_id = $2),
     known as (
       select profile_id as id from membership
        where shop_id = $1 and segment_key = $3 and left_at is null)
     select coalesce(found.id, known.id) as id, found.id is not null as "isIn"
       from found full join known on known.id = found.id
      where found.id is null or known.id is null
      order by 1`,
    [shopId, segmentId, shopifyKey(segmentId)],
  );
  return {
    entering: rows.filter(({ isIn }) => isIn).map(({ id }) => id),
    leaving: rows.filter(({ isIn }) => !isIn).map(({ id }) => id),
  };
}

/**
 * Ends memberships of a segment.
 * @param now epoch milliseconds
 */
export async function endMemberships(
  client: ShopClient,
  shopId: string,
  key: string,
  profileIds: readonly string[],
  now: number,
): Promise<void> {
  await client.query(
    `update membership set left_at = greatest($4, entered_at)
      where shop_id = $1 and segment_key = $2 and profile_id = any($3) and left_at is null`,
    [shopId, key, profileIds, new Date(now)],
  );
}

/**
 * Begins memberships of a segment. Doing it again changes nothing.
 * @param now epoch milliseconds
 */
export async function beginMemberships(
  client: ShopClient,
  shopId: string,
  key: string,
  profileIds: readonly string[],
  now: number,
): Promise<void> {
  await client.query(
    `insert into membership (shop_id, segment_key, profile_id, entered_at)
     select $1, $2, id, $4 from profile
      where shop_id = $1 and id = any($3)
        and not exists (select from membership m where m.shop_id = $1 and m.segment_key = $2
                                                   and m.profile_id = profile.id and m.left_at is null)
     on conflict (shop_id, segment_key, profile_id, entered_at) do update set left_at = null`,
    [shopId, key, profileIds, new Date(now)],
  );
}
