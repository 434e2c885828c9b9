import type { ShopClient } from '#app/platform/db.server.ts';
import type { CatalogChange } from '#app/events/catalog-change.ts';
import { mergeProducts } from './merge-products.ts';
import { saveCollections } from './save-collections.server.ts';
import { DELETED } from './can-be-bought.ts';
import { removeProducts, saveProducts } from './save-products.server.ts';

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

type StockChange = Extract<CatalogChange, { kind: 'variant.stock' }>;

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
  if (stock.length === 0) return;
  // The topic says only whether there is any; a count stays unless it contradicts that, and none is made up.
  await client.query(
    `update variant set policy = coalesce(news.policy, variant.policy),
       inventory = case when not news.in_stock then least(inventory, 0) when inventory < 1 then 1 else inventory end,
       stock_at = greatest(variant.stock_at, news.at)
     from unnest($2::text[], $3::boolean[], $4::text[], $5::timestamptz[]) as news (id, in_stock, policy, at)
     where variant.shop_id = $1 and variant.id = news.id and coalesce(variant.stock_at <= news.at, true)`,
    [
      shopId,
      stock.map(({ variantId }) => variantId),
      stock.map(({ inStock }) => inStock),
      stock.map(({ policy }) => policy),
      stock.map(({ at }) => (at === null ? null : new Date(at))),
    ],
  );
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
  const { rows } = await client.query<{ id: string }>(
    'select id from product where shop_id = $1 and told_at < $2 and status <> $3',
    [shopId, new Date(startedAt), DELETED],
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await removeProducts(client, shopId, ids, startedAt);
}
