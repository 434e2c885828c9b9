import type { ShopClient } from '#app/platform/db.server.ts';
import { loadPairs } from '#app/catalog/store/load-pairs.server.ts';
import { recommend } from '#app/catalog/recommend.ts';
import { listProductRows, productTitles } from '#app/catalog/store/list-products.server.ts';
import { rowPage } from '#app/lib/list-view.ts';
import type { ListedProduct } from './list-products.ts';
import { PRODUCTS_SHOWN, type ProductView } from './product-view.ts';

export type ProductPage = { products: ListedProduct[]; hasMore: boolean };

const BOUGHT_WITH = 3;

/**
 * One page of the catalogue.
 * @param now epoch milliseconds
 */
export async function listProducts(
  client: ShopClient,
  shopId: string,
  view: ProductView,
  now: number,
): Promise<ProductPage> {
  const rows = await listProductRows(client, shopId, view, now);
  const { rows: products, hasMore } = rowPage(rows, PRODUCTS_SHOWN);
  const together = await boughtWith(
    client,
    shopId,
    products.map(({ id }) => id),
    now,
  );
  return {
    products: products.map((product) => ({
      ...product,
      boughtWith: together.get(product.id) ?? [],
    })),
    hasMore,
  };
}

async function boughtWith(
  client: ShopClient,
  shopId: string,
  ids: string[],
  now: number,
): Promise<Map<string, ListedProduct['boughtWith']>> {
  const pairs = (await loadPairs(client, shopId, ids, now)).filter(({ kind }) => kind === 'bought');
  const best = ids.map((seedId) => ({
    seedId,
    others: recommend({
      seeds: [{ productId: seedId, weight: 1 }],
      pairs: pairs.filter((pair) => pair.seedId === seedId),
      bestsellers: [],
      newest: [],
      excluded: new Set(),
      limit: BOUGHT_WITH,
    }),
  }));
  const wanted = best.flatMap(({ others }) => others.map(({ productId }) => productId));
  const titles = await productTitles(client, shopId, wanted);
  return new Map(
    best.map(({ seedId, others }) => [
      seedId,
      others.map(({ productId, why }) => ({
        title: titles.get(productId) ?? '',
        times: 'times' in why ? why.times : 0,
      })),
    ]),
  );
}
