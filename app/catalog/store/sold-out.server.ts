import type { ShopClient } from '#app/platform/db.server.ts';
import { LINE_CAN_BE_BOUGHT } from '#app/catalog/can-be-bought.ts';

/** A variant that cannot be bought now; `variantId` is null of a product of which nothing can. */
export type SoldOutRow = { productId: string; variantId: string | null };

/** Everything that cannot be bought now, products before their variants. @param limit at most so many */
export async function listSoldOut(
  client: ShopClient,
  shopId: string,
  limit: number,
): Promise<SoldOutRow[]> {
  const { rows } = await client.query<SoldOutRow>(
    `select product.id as "productId", null::text as "variantId" from product
      where product.shop_id = $1 and lower(product.status) not in ('active', 'unlisted')
     union all
     select product.id, variant.id from variant
       join product on product.shop_id = $1 and product.id = variant.product_id
      where variant.shop_id = $1 and not ${LINE_CAN_BE_BOUGHT}
      limit $2`,
    [shopId, limit],
  );
  return rows;
}
