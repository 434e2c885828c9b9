import { addSelectedEffects } from '#app/effects/store/add-effects.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** Tags of `$1` that are to be put or taken, of the people `$2`, null for all, in the segment `$3`, null for all. */
const WANTED = `with member as (
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
       from wanted`;

/**
 * Puts into the outbox the tags that are to be put or taken and are not there yet.
 * @param scope the people by their ids and the segment by its key; null for all of either
 * @param now epoch milliseconds
 * @returns how many they are
 */
export async function addTagEffects(
  client: ShopClient,
  shopId: string,
  { people, segment }: { people: readonly string[] | null; segment: string | null },
  now: number,
): Promise<number> {
  return await addSelectedEffects(client, 'sync_tag', WANTED, [shopId, people, segment], now);
}
