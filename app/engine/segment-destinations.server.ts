import type { SegmentDestinations } from '#app/destinations/segment-destinations.ts';
import { segmentExport } from '#app/destinations/segment-exports.server.ts';
import { segmentTag } from '#app/destinations/segment-tags.server.ts';
import { tagQuery, toShopifyQuery } from '#app/destinations/shopify-query.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { segmentSizes, segmentsInUse } from '#app/segments/page/list-segments.server.ts';
import { countCustomers } from '#app/segments/store/count-customers.server.ts';
import { tierSegments } from '#app/segments/ready/tiers.ts';
import { lifecycle } from '#app/segments/ready/lifecycle.ts';
import { rfm } from '#app/segments/ready/rfm.ts';
import type { PolicyOf } from './shop-policy.server.ts';

/** Members who are looked up to count the customers among them. */
const MOST_CHECKED = 2_000;

/** @returns null when the shop has no such segment in use */
export async function loadSegmentDestinations(
  client: ShopClient,
  shop: { id: string; currency: string },
  key: string,
  policyOf: PolicyOf,
): Promise<SegmentDestinations | null> {
  const segment = (await segmentsInUse(client, shop.id)).find((one) => one.key === key);
  if (!segment) return null;
  const policy = await policyOf(client, shop.id);
  // Predicates with what they refer to in its place; an invalid one has none.
  const match = [
    ...(policy.segments ?? []),
    ...tierSegments(policy.lifecycle ?? lifecycle),
    ...tierSegments(policy.rfm ?? rfm),
  ].find((one) => one.key === key);
  const tag = await segmentTag(client, shop.id, key);
  return {
    name: segment.name,
    people: (await segmentSizes(client, shop.id)).get(key) ?? 0,
    ...(await countCustomers(client, shop.id, key, MOST_CHECKED)),
    tag,
    exported: await segmentExport(client, shop.id, key),
    translation: toShopifyQuery(match?.predicate ?? { any: [] }, shop),
    byTag: tag?.enabled === true ? tagQuery(tag.tag) : null,
  };
}
