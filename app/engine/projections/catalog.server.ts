import { productChanges } from '#app/catalog/product-changes.ts';
import { saveCatalog } from '#app/catalog/save-catalog.server.ts';
import {
  saveProductChanges,
  selectProductStandings,
} from '#app/catalog/store/product-changes.server.ts';
import type { CatalogChange } from '#app/events/catalog-change.ts';
import { MINUTE } from '#app/lib/duration.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { Policy } from '#app/engine/decide/policy.ts';
import type { JobRequest, Projection } from './projection.server.ts';

/** No webhook holds what is in a collection; it is fetched once the merchant has stopped filling it. */
const COLLECTION_READ_AFTER_MS = MINUTE;

/** Products, variants and collections, and what is news of products for who was interested in them. */
export const catalogProjection: Projection = {
  name: 'catalog',
  apply: async ({ client, shopId, batch: { catalog }, policy, now }) => {
    const isNews = await saveWithNews(client, shopId, catalog, now);
    const jobs: JobRequest[] = isNews ? [{ job: 'product_changes' }] : [];
    if (catalog.some((change) => affectsPolicy(policy, change))) jobs.push({ job: 'assess' });
    if (catalog.some(isWithoutProducts))
      jobs.push({ job: 'reconcile', inMs: COLLECTION_READ_AFTER_MS });
    return jobs;
  },
};

/** @returns whether a product can be bought again or costs less */
async function saveWithNews(
  client: ShopClient,
  shopId: string,
  catalog: readonly CatalogChange[],
  now: number,
): Promise<boolean> {
  const products = catalog.flatMap((change) =>
    change.kind === 'product.changed' ? [change.product.id] : [],
  );
  const variants = catalog.flatMap((change) =>
    change.kind === 'variant.stock' ? [change.variantId] : [],
  );
  const isAsked = products.length + variants.length > 0;
  const before = isAsked ? await selectProductStandings(client, shopId, products, variants) : [];
  await saveCatalog(client, shopId, catalog, now);
  if (before.length === 0) return false;
  const known = before.map(({ productId }) => productId);
  const after = await selectProductStandings(client, shopId, known, []);
  const changes = productChanges(before, after, now);
  await saveProductChanges(client, shopId, changes);
  return changes.length > 0;
}

function isWithoutProducts(change: CatalogChange): boolean {
  return change.kind === 'collection.changed' && change.collection.productIds === null;
}

/** Whether a segment depends on what is in the collection. A webhook holds only its name. */
function affectsPolicy({ collections }: Policy, change: CatalogChange): boolean {
  if (!collections || collections.size === 0) return false;
  if (change.kind === 'collection.deleted') return collections.has(change.collectionId);
  if (change.kind !== 'collection.changed' || change.collection.productIds === null) return false;
  return collections.has(change.collection.id);
}
