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
