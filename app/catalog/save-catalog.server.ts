import type { ShopClient } from '#app/platform/db.server.ts';
import type { CatalogChange } from '#app/events/catalog-change.ts';
import { mergeProducts } from './merge-products.ts';
import { saveCollections } from './save-collections.server.ts';
import { removeProducts, saveProducts } from './save-products.server.ts';
import { productsReceivedBefore } from './store/products.server.ts';
import { updateStock, type StockChange } from './store/variants.server.ts';

/**
 * Keeps the catalogue as Shopify last sent it; an older state never replaces a newer one.
 * @param now when it was received, epoch milliseconds
 */
export async function saveCatalog(
  client: ShopClient,
  shopId: string,
  changes: readonly CatalogChange[],
  now: number,
): Promise<void> {
  if (changes.length === 0) return;
  const products = mergeProducts(
    changes.flatMap((change) => (change.kind === 'product.changed' ? [change.product] : [])),
  );
  if (products.length > 0) await saveProducts(client, shopId, products, now);
  const gone = changes.flatMap((change) =>
    change.kind === 'product.deleted' ? [change.productId] : [],
  );
  if (gone.length > 0) await removeProducts(client, shopId, gone, now);
  await saveCollections(client, shopId, changes);
  await saveStock(
    client,
    shopId,
    changes.flatMap((change) => (change.kind === 'variant.stock' ? [change] : [])),
  );
}

/** Keeps whether variants are in stock; changes older than what is known of a variant's stock are left out. */
async function saveStock(
  client: ShopClient,
  shopId: string,
  stockChanges: readonly StockChange[],
): Promise<void> {
  const newest = new Map<string, StockChange>();
  for (const one of stockChanges) {
    const known = newest.get(one.variantId);
    if (!known || (one.at ?? Infinity) >= (known.at ?? -Infinity)) newest.set(one.variantId, one);
  }
  const stock = [...newest.values()];
  if (stock.length > 0) await updateStock(client, shopId, stock);
}

/**
 * Removes the products that a full import, started at a moment, did not hold: Shopify deleted them and
 * the webhook got lost. What was created meanwhile was received later than that moment.
 * @param startedAt epoch milliseconds, by the clock of `saveCatalog`
 */
export async function removeMissingProducts(
  client: ShopClient,
  shopId: string,
  startedAt: number,
): Promise<void> {
  const ids = await productsReceivedBefore(client, shopId, startedAt);
  if (ids.length > 0) await removeProducts(client, shopId, ids, startedAt);
}
