import { LINE_CAN_BE_BOUGHT, VARIANT_CAN_BE_BOUGHT } from '#app/catalog/can-be-bought.ts';
import type { Line } from '#app/events/event.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** A product that a line of a banner names, and whether the line can be bought now. */
export type BannerProductRow = {
  productId: string;
  variantId: string | null;
  title: string;
  handle: string | null;
  imageUrl: string | null;
  canBuy: boolean;
};

/** The handles of collections that banners are about, by their ids; those without a page are left out. */
export async function selectBannerCollections(
  client: ShopClient,
  shopId: string,
  collectionIds: readonly string[],
): Promise<Map<string, string>> {
  if (collectionIds.length === 0) return new Map();
  const { rows } = await client.query<{ id: string; handle: string }>(
    'select id, handle from collection where shop_id = $1 and id = any($2) and handle is not null',
    [shopId, collectionIds],
  );
  return new Map(rows.map(({ id, handle }) => [id, handle]));
}

/** Whether any variant of the product can be bought, where a line names none; of a product without variants nothing is known. */
const SOME_VARIANT_CAN_BE_BOUGHT = `(not exists (
    select from variant where variant.shop_id = $1 and variant.product_id = product.id)
  or exists (
    select from variant where variant.shop_id = $1 and variant.product_id = product.id and ${VARIANT_CAN_BE_BOUGHT}))`;

/** What the catalogue knows of lines. */
export async function selectBannerProducts(
  client: ShopClient,
  shopId: string,
  lines: readonly Pick<Line, 'productId' | 'variantId'>[],
): Promise<BannerProductRow[]> {
  const { rows } = await client.query<BannerProductRow>(
    `select distinct product.id as "productId", line.variant_id as "variantId", product.title, product.handle,
            product.image_url as "imageUrl",
            ${LINE_CAN_BE_BOUGHT}
              and (line.variant_id is not null or ${SOME_VARIANT_CAN_BE_BOUGHT}) as "canBuy"
       from unnest($2::text[], $3::text[]) as line (product_id, variant_id)
       join product on product.shop_id = $1 and product.id = line.product_id
       left join variant on variant.shop_id = $1 and variant.id = line.variant_id`,
    [shopId, lines.map(({ productId }) => productId), lines.map(({ variantId }) => variantId)],
  );
  return rows;
}
