import type { SegmentDestinations } from '#app/destinations/segment-destinations.ts';
import { segmentExport } from '#app/destinations/segment-exports.server.ts';
import { segmentTag } from '#app/destinations/segment-tags.server.ts';
import { tagQuery, toShopifyQuery } from '#app/destinations/shopify-query.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { segmentSizes, segmentsInUse } from '#app/segments/page/list-segments.server.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';
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
    ...(await countCustomers(client, shop.id, key)),
    tag,
    exported: await segmentExport(client, shop.id, key),
    translation: toShopifyQuery(match?.predicate ?? { any: [] }, shop),
    byTag: tag?.enabled === true ? tagQuery(tag.tag) : null,
  };
}

/** How many of the members who joined last are customers in Shopify. */
async function countCustomers(
  client: ShopClient,
  shopId: string,
  key: string,
): Promise<Pick<SegmentDestinations, 'checked' | 'customers'>> {
  const rows = await readInKeyOrder<Pick<SegmentDestinations, 'checked' | 'customers'>>(
    client,
    `select count(*) as checked, count(person.customer_id) as customers from (
       select profile_id from membership where shop_id = $1 and segment_key = $2 and left_at is null
        order by entered_at desc, profile_id limit $3) as joined
      cross join lateral (select customer_id from profile
        where shop_id = $1 and id = joined.profile_id offset 0) as person`,
    [shopId, key, MOST_CHECKED],
  );
  return rows[0] ?? { checked: 0, customers: 0 };
}
