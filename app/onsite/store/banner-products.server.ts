import { LINE_CAN_BE_BOUGHT } from '#app/catalog/can-be-bought.ts';
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

/** What the catalogue knows of lines. */
export async function selectBannerProducts(
  client: ShopClient,
  shopId: string,
  lines: readonly Pick<Line, 'productId' | 'variantId'>[],
): Promise<BannerProductRow[]> {
  const { rows } = await client.query<BannerProductRow>(
    `select distinct product.id as "productId", line.variant_id as "variantId", product.title, product.handle,
            product.image_url as "imageUrl", ${LINE_CAN_BE_BOUGHT} as "canBuy"
       from unnest($2::text[], $3::text[]) as line (product_id, variant_id)
       join product on product.shop_id = $1 and product.id = line.product_id
       left join variant on variant.shop_id = $1 and variant.id = line.variant_id`,
    [shopId, lines.map(({ productId }) => productId), lines.map(({ variantId }) => variantId)],
  );
  return rows;
}
