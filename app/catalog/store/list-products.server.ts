import type { ShopClient } from '#app/platform/db.server.ts';
import { DELETED } from '#app/catalog/can-be-bought.ts';
import type { ListedProduct } from '#app/catalog/page/list-products.ts';
import {
  PRODUCTS_SHOWN,
  type ProductSort,
  type ProductView,
} from '#app/catalog/page/product-view.ts';
import { firstPeriod } from '#app/catalog/pairs.ts';
import { limitAndOffset, sqlOrder } from '#app/lib/list-view.ts';

const COLUMNS: Record<ProductSort, string> = {
  bought: 'bought',
  title: 'lower(product.title)',
  price: 'price.lowest',
  stock: 'price.stock',
};

/**
 * The products of one page, and one row more where there are others after it.
 * @param now epoch milliseconds
 */
export async function listProductRows(
  client: ShopClient,
  shopId: string,
  view: ProductView,
  now: number,
): Promise<Omit<ListedProduct, 'boughtWith'>[]> {
  const order = sqlOrder(view);
  const { rows } = await client.query<Omit<ListedProduct, 'boughtWith'>>(
    `select product.id, product.title, image_url as "imageUrl", lower(status) = 'active' as "isActive",
            product_type as "productType", vendor, price.lowest as "priceMinor",
            price.highest as "highestMinor", price.currency, price.stock,
            array(select collection.title from collection_product as inside
                    join collection on collection.shop_id = $1 and collection.id = inside.collection_id
                   where inside.shop_id = $1 and inside.product_id = product.id
                   order by collection.title limit 4) as collections,
            (select coalesce(sum(times), 0)::int from affinity
              where affinity.shop_id = $1 and affinity.product_id = product.id and kind = 'bought'
                and period >= $3 and other_id = product.id) as bought
       from product
       cross join lateral (
         select min(price_minor) as lowest, max(price_minor) as highest, min(currency) as currency,
                sum(inventory) filter (where tracked is distinct from false)::int as stock
           from variant where variant.shop_id = $1 and variant.product_id = product.id
       ) as price
      where product.shop_id = $1 and product.status <> $6 and ($2 = ''
        or position($2 in lower(product.title)) > 0 or position($2 in lower(vendor)) > 0
        or position($2 in lower(product_type)) > 0
        or exists (select from variant where variant.shop_id = $1 and variant.product_id = product.id
             and position($2 in lower(sku)) > 0))
      order by ${COLUMNS[view.sort]} ${order} nulls last, product.id
      limit $4 offset $5`,
    [
      shopId,
      view.search.toLowerCase(),
      firstPeriod(now),
      ...limitAndOffset(view, PRODUCTS_SHOWN),
      DELETED,
    ],
  );
  return rows;
}

/** How many products there are, whatever is searched for. */
export async function countProducts(client: ShopClient, shopId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from product where shop_id = $1 and status <> $2',
    [shopId, DELETED],
  );
  return rows[0]?.count ?? 0;
}

/** The titles of some products, by their ids. */
export async function productTitles(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{ id: string; title: string }>(
    'select id, title from product where shop_id = $1 and id = any($2)',
    [shopId, ids],
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}
