import { segmentExport, type SegmentExport } from '#app/audiences/segment-exports.server.ts';
import { segmentTag, type SegmentTag } from '#app/audiences/segment-tags.server.ts';
import { tagQuery, toShopifyQuery, type Translation } from '#app/audiences/shopify-query.ts';
import type { ShopClient } from '#app/db.server.ts';
import { segmentsInUse } from '#app/insights/list-segments.server.ts';
import { ladderSegments } from '#app/segments/ladder.ts';
import { lifecycle } from '#app/segments/lifecycle.ts';
import { rfm } from '#app/segments/rfm.ts';
import type { PolicyOf } from './shop-policy.server.ts';

/** How a segment is used, and may be used, outside Tendril. */
export type Elsewhere = {
  name: string;
  /** Its members, and how many of them are customers in Shopify. */
  people: number;
  customers: number;
  tag: SegmentTag | null;
  exported: SegmentExport;
  /** Its question in Shopify's language, where that has words for it. */
  translation: Translation;
  /** The query that goes by its tag; null without one. */
  byTag: string | null;
};

/** @returns null when the shop has no such segment in use */
export async function segmentElsewhere(
  client: ShopClient,
  shop: { id: string; currency: string },
  key: string,
  policyOf: PolicyOf,
): Promise<Elsewhere | null> {
  const segment = (await segmentsInUse(client, shop.id)).find((one) => one.key === key);
  if (!segment) return null;
  const policy = await policyOf(client, shop.id);
  // Questions with what they refer to in its place; one that makes no sense has none.
  const question = [
    ...(policy.segments ?? []),
    ...ladderSegments(policy.lifecycle ?? lifecycle),
    ...ladderSegments(policy.rfm ?? rfm),
  ].find((one) => one.key === key);
  const { rows } = await client.query<{ people: number; customers: number }>(
    `select count(*)::int as people, count(p.customer_id)::int as customers
       from membership m join profile p on p.shop_id = $1 and p.id = m.profile_id
      where m.shop_id = $1 and m.segment_key = $2 and m.left_at is null`,
    [shop.id, key],
  );
  const tag = await segmentTag(client, shop.id, key);
  return {
    name: segment.name,
    people: rows[0]?.people ?? 0,
    customers: rows[0]?.customers ?? 0,
    tag,
    exported: await segmentExport(client, shop.id, key),
    translation: toShopifyQuery(question?.predicate ?? { any: [] }, shop),
    byTag: tag?.kept === true ? tagQuery(tag.tag) : null,
  };
}
