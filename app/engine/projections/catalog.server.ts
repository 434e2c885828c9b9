import { saveCatalog } from '#app/catalog/save-catalog.server.ts';
import type { CatalogChange } from '#app/events/catalog-change.ts';
import { MINUTE } from '#app/lib/duration.ts';
import type { Policy } from '#app/engine/decide/policy.ts';
import type { JobRequest, Projection } from './projection.server.ts';

/** No webhook holds what is in a collection; it is fetched once the merchant has stopped filling it. */
const COLLECTION_SETTLES_MS = MINUTE;

/** Products, variants and collections. */
export const catalogProjection: Projection = {
  name: 'catalog',
  apply: async ({ client, shopId, batch: { catalog }, policy, now }) => {
    await saveCatalog(client, shopId, catalog, now);
    const jobs: JobRequest[] = [];
    if (catalog.some((change) => affectsPolicy(policy, change))) jobs.push({ job: 'assess' });
    if (catalog.some(isWithoutProducts))
      jobs.push({ job: 'reconcile', inMs: COLLECTION_SETTLES_MS });
    return jobs;
  },
};

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
