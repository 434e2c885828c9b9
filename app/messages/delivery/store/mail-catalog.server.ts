import { LINE_CAN_BE_BOUGHT } from '#app/catalog/can-be-bought.ts';
import type { Line } from '#app/events/event.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** A product that a line names, and whether the line can be bought now. */
export type MailProductRow = {
  id: string;
  title: string;
  handle: string | null;
  imageUrl: string | null;
  variantId: string | null;
  canBuy: boolean;
};

/** The products of lines, a row for each line; what the catalogue does not know is left out. */
export async function selectMailProducts(
  client: ShopClient,
  shopId: string,
  lines: readonly Pick<Line, 'productId' | 'variantId'>[],
): Promise<MailProductRow[]> {
  const { rows } = await client.query<MailProductRow>(
    `select product.id, product.title, product.handle, product.image_url as "imageUrl",
            wanted.variant_id as "variantId", ${LINE_CAN_BE_BOUGHT} as "canBuy"
       from unnest($2::text[], $3::text[]) as wanted (product_id, variant_id)
       join product on product.shop_id = $1 and product.id = wanted.product_id
       left join variant on variant.shop_id = $1 and variant.id = wanted.variant_id`,
    [shopId, lines.map(({ productId }) => productId), lines.map(({ variantId }) => variantId)],
  );
  return rows;
}
