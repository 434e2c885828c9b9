import { LINE_CAN_BE_BOUGHT } from '#app/catalog/can-be-bought.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** A product with the variant that can be bought for the least; prices in the smallest unit of `currency`. */
export type NamedProductRow = {
  productId: string;
  title: string;
  variantId: string | null;
  priceMinor: number | null;
  currency: string | null;
};

/** Products by their ids; those that the catalogue does not know are left out. */
export async function selectProductsOfMails(
  client: ShopClient,
  shopId: string,
  productIds: readonly string[],
): Promise<NamedProductRow[]> {
  const { rows } = await client.query<NamedProductRow>(
    `select product.id as "productId", product.title, cheapest.id as "variantId",
            cheapest.price_minor::float8 as "priceMinor", cheapest.currency
       from product
       left join lateral (
         select variant.id, variant.price_minor, variant.currency from variant
          where variant.shop_id = $1 and variant.product_id = product.id
          order by ${LINE_CAN_BE_BOUGHT} desc, variant.price_minor, variant.id limit 1) as cheapest on true
      where product.shop_id = $1 and product.id = any($2)`,
    [shopId, productIds],
  );
  return rows;
}

export type NamedCollectionRow = { collectionId: string; title: string; handle: string | null };

/** Collections by their ids; those that the catalogue does not know are left out. */
export async function selectCollectionsOfMails(
  client: ShopClient,
  shopId: string,
  collectionIds: readonly string[],
): Promise<NamedCollectionRow[]> {
  const { rows } = await client.query<NamedCollectionRow>(
    `select id as "collectionId", title, handle from collection where shop_id = $1 and id = any($2)`,
    [shopId, collectionIds],
  );
  return rows;
}
