import type { ShopClient } from '#app/platform/db.server.ts';
import { shopifyKey } from '#app/segments/shopify-key.ts';
import type { UsedShopifySegment } from '#app/segments/shopify-segments.ts';

/** The segments of Shopify's that the shop uses here, by name. */
export async function usedShopifySegments(
  client: ShopClient,
  shopId: string,
): Promise<UsedShopifySegment[]> {
  const { rows } = await client.query<Omit<UsedShopifySegment, 'key'>>(
    `select id, name, read_at as "readAt", size, problem from shopify_segment
      where shop_id = $1 and chosen order by name, id`,
    [shopId],
  );
  return rows.map((row) => ({ ...row, key: shopifyKey(row.id) }));
}

/** Uses none of Shopify's segments any more but some, by their numbers there. */
export async function releaseShopifySegments(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<void> {
  await client.query(
    `update shopify_segment set chosen = false, read_at = null
      where shop_id = $1 and chosen and id <> all($2)`,
    [shopId, ids],
  );
}

/**
 * Uses some of Shopify's segments from now on; those in use stay as they are.
 * @param now epoch milliseconds
 */
export async function addShopifySegments(
  client: ShopClient,
  shopId: string,
  chosen: readonly { id: string; name: string }[],
  actor: string,
  now: number,
): Promise<void> {
  await client.query(
    `insert into shopify_segment (shop_id, id, name, chosen, chosen_by, chosen_at)
     select $1, id, name, true, $4, $5 from unnest($2::text[], $3::text[]) as row (id, name)
     on conflict (shop_id, id) do update set chosen = true, chosen_by = excluded.chosen_by,
       chosen_at = excluded.chosen_at, read_at = null
       where not shopify_segment.chosen`,
    [shopId, chosen.map(({ id }) => id), chosen.map(({ name }) => name), actor, new Date(now)],
  );
}
