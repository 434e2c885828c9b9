import type { ShopClient } from '#app/platform/db.server.ts';
import { LINE_IS_KEPT } from '#app/profiles/orders/order-goods.ts';
import { VARIANT_CAN_BE_BOUGHT } from '../can-be-bought.ts';
import type { RecommendedProduct } from '../recommend.ts';

/** Of what a person owns, the newest say what goes with it; a wholesale buyer owns thousands of things. */
const MOST_ORDERS = 20;
const MOST_OWNED = 12;

/** Products of a person's newest orders that stand, the newest first. */
export async function ownedProducts(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select line.value ->> 'productId' as id
       from (
         select snapshot, placed_at from purchase
          where shop_id = $1 and profile_id = $2 and cancelled_at is null and placed_at is not null
          order by placed_at desc limit ${String(MOST_ORDERS)}
       ) as recent cross join lateral json_array_elements(snapshot -> 'lines') as line (value)
      where line.value ->> 'productId' is not null and ${LINE_IS_KEPT}
      group by id order by max(placed_at) desc, id limit ${String(MOST_OWNED)}`,
    [shopId, profileId],
  );
  return rows.map(({ id }) => id);
}

/**
 * Products that a person bought from a moment on.
 * @param since epoch milliseconds
 */
export async function boughtSince(
  client: ShopClient,
  shopId: string,
  profileId: string,
  since: number,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct line.value ->> 'productId' as id
       from purchase cross join lateral json_array_elements(snapshot -> 'lines') as line (value)
      where shop_id = $1 and profile_id = $2 and placed_at >= $3
        and line.value ->> 'productId' is not null`,
    [shopId, profileId, new Date(since)],
  );
  return rows.map(({ id }) => id);
}

/** Some products as a recommendation shows them; those that are not known are left out. */
export async function productsToShow(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<Omit<RecommendedProduct, 'why'>[]> {
  const { rows } = await client.query<Omit<RecommendedProduct, 'why'>>(
    `select product.id as "productId", product.title, handle, image_url as "imageUrl",
            cheapest.price_minor as "priceMinor", cheapest.currency
       from product left join lateral (
         select price_minor, currency from variant
          where variant.shop_id = $1 and product_id = product.id and ${VARIANT_CAN_BE_BOUGHT}
          order by price_minor limit 1
       ) as cheapest on true
      where product.shop_id = $1 and product.id = any($2)`,
    [shopId, ids],
  );
  return rows;
}
