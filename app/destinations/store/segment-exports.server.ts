import type { SegmentRequest } from '#app/effects/kinds/export-segment.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { SegmentExport } from '#app/destinations/segment-exports.ts';

/** What was last made of a segment in Shopify; null when nothing was. */
export async function madeExport(
  client: ShopClient,
  shopId: string,
  segmentKey: string,
): Promise<SegmentExport['made']> {
  const { rows } = await client.query<NonNullable<SegmentExport['made']>>(
    `select shopify_id as "shopifyId", name, query, exported_at as "exportedAt"
       from segment_export where shop_id = $1 and segment_key = $2`,
    [shopId, segmentKey],
  );
  return rows[0] ?? null;
}

/**
 * Notes what was made of a segment in Shopify.
 * @param shopifyId its number there
 * @param now epoch milliseconds
 */
export async function saveExport(
  client: ShopClient,
  shopId: string,
  { segmentKey, name, query }: SegmentRequest,
  shopifyId: string,
  now: number,
): Promise<void> {
  await client.query(
    `insert into segment_export (shop_id, segment_key, shopify_id, name, query, exported_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (shop_id, segment_key) do update set shopify_id = excluded.shopify_id,
       name = excluded.name, query = excluded.query, exported_at = excluded.exported_at`,
    [shopId, segmentKey, shopifyId, name, query, new Date(now)],
  );
}
