import { addSelectedEffects } from '#app/effects/outbox.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** Whose tags are compared: some people's after something happened to them, or all of a segment. */
export type TagScope = { profileIds: readonly string[] } | { segmentKey: string };

/**
 * Compares who is in the segments that are synced with a tag with the customers Tendril tagged, and puts
 * the differences into the outbox, in the caller's transaction. What waits there already is not doubled: the key
 * names the entry into the segment, or the moment the tag was put, that it is about. People without a customer
 * id in Shopify cannot carry a tag.
 * @param now epoch milliseconds
 * @returns how many tags are to be put or taken
 */
export async function planTags(
  client: ShopClient,
  shopId: string,
  scope: TagScope,
  now: number,
): Promise<number> {
  // The lock makes a tag that is completed meanwhile, and this, see each other.
  const { rowCount: tagCount } = await client.query(
    'select from segment_tag where shop_id = $1 for share',
    [shopId],
  );
  if (tagCount === 0) return 0;
  const [people, segment] =
    'segmentKey' in scope ? [null, scope.segmentKey] : [scope.profileIds, null];
  if (people?.length === 0) return 0;
  return await addSelectedEffects(
    client,
    'sync_tag',
    `with member as (
       select t.segment_key, t.tag, p.id, p.customer_id,
              (extract(epoch from t.changed_at) * 1000)::bigint as turned_on,
              (extract(epoch from m.entered_at) * 1000)::bigint as entered
         from segment_tag t
         join membership m on m.shop_id = $1 and m.segment_key = t.segment_key and m.left_at is null
         join profile p on p.shop_id = $1 and p.id = m.profile_id
        where t.shop_id = $1 and t.kept and p.customer_id is not null
          and ($2::uuid[] is null or p.id = any($2)) and ($3::text is null or t.segment_key = $3)),
     tagged as (
       select customer_id, tag, segment_key, (extract(epoch from put_at) * 1000)::bigint as put
         from customer_tag
        where shop_id = $1 and ($3::text is null or segment_key = $3)
          and ($2::uuid[] is null or customer_id in (
            select customer_id from profile where shop_id = $1 and id = any($2)))),
     wanted as (
       select format('tag:%s:%s:put:%s:%s', segment_key, turned_on, customer_id, entered) as key,
              id, segment_key, customer_id, tag
         from member
        where not exists (select from tagged where tagged.customer_id = member.customer_id
                                               and tagged.tag = member.tag)
       union all
       select format('tag:%s:take:%s:%s', segment_key, customer_id, put), null, segment_key, customer_id, tag
         from tagged
        where not exists (select from member where member.customer_id = tagged.customer_id
                                               and member.tag = tagged.tag))
     select key, id as profile_id,
            json_build_object('segmentKey', segment_key, 'customerId', customer_id, 'tag', tag) as payload
       from wanted`,
    [shopId, people, segment],
    now,
  );
}
