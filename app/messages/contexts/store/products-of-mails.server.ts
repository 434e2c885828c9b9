import { LINE_CAN_BE_BOUGHT } from '#app/catalog/can-be-bought.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** A variant of a product; prices in the smallest unit of `currency`. */
export type NamedProductRow = {
  productId: string;
  title: string;
  variantId: string | null;
  variantTitle: string | null;
  /** Whether it is the variant that can be bought for the least. */
  isCheapest: boolean;
  priceMinor: number | null;
  currency: string | null;
};

/**
 * Products by their ids, each with the variant that can be bought for the least and those that are asked for; products that
 * the catalogue does not know are left out.
 */
export async function selectProductsOfMails(
  client: ShopClient,
  shopId: string,
  productIds: readonly string[],
  variantIds: readonly string[],
): Promise<NamedProductRow[]> {
  const { rows } = await client.query<NamedProductRow>(
    `select product.id as "productId", product.title, shown.id as "variantId", shown.title as "variantTitle",
            coalesce(shown.rank, 1) = 1 as "isCheapest", shown.price_minor::float8 as "priceMinor", shown.currency
       from product
       left join lateral (
         select * from (
           select variant.id, variant.title, variant.price_minor, variant.currency,
                  row_number() over (order by ${LINE_CAN_BE_BOUGHT} desc, variant.price_minor, variant.id) as rank
             from variant
            where variant.shop_id = $1 and variant.product_id = product.id) as ranked
          where rank = 1 or id = any($3)) as shown on true
      where product.shop_id = $1 and product.id = any($2)`,
    [shopId, productIds, variantIds],
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
