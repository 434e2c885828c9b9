import { productChanges, type ProductChange } from '#app/catalog/product-changes.ts';
import { saveCatalog } from '#app/catalog/save-catalog.server.ts';
import {
  noteSoldOut,
  saveProductChanges,
  selectProductStandings,
} from '#app/catalog/store/product-changes.server.ts';
import type { CatalogChange } from '#app/events/catalog-change.ts';
import type { EventKind } from '#app/events/event.ts';
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
    const isNews = await saveWithNews(client, shopId, catalog, listenedKinds(policy), now);
    const jobs: JobRequest[] = isNews ? [{ job: 'product_changes' }] : [];
    if (catalog.some((change) => affectsPolicy(policy, change))) jobs.push({ job: 'assess' });
    if (catalog.some(isWithoutProducts))
      jobs.push({ job: 'reconcile', inMs: COLLECTION_READ_AFTER_MS });
    return jobs;
  },
};

type ChangeKind = ProductChange['kind'];

const CHANGE_EVENTS = {
  restocked: 'product.restocked',
  reduced: 'product.reduced',
} as const satisfies Record<ChangeKind, EventKind>;

/** The changes of products that a running journey starts with or waits for. */
function listenedKinds({ journeys, pausedKeys }: Policy): ReadonlySet<ChangeKind> {
  const running = journeys.filter(({ key }) => !pausedKeys?.has(key));
  const parts = running.flatMap(({ trigger, steps }) => [trigger, ...steps]);
  const events = new Set<string>(parts.flatMap((part) => ('events' in part ? part.events : [])));
  const kinds = Object.keys(CHANGE_EVENTS) as ChangeKind[];
  return new Set(kinds.filter((kind) => events.has(CHANGE_EVENTS[kind])));
}

/** @returns whether there is news of a product that a journey listens for */
async function saveWithNews(
  client: ShopClient,
  shopId: string,
  catalog: readonly CatalogChange[],
  listened: ReadonlySet<ChangeKind>,
  now: number,
): Promise<boolean> {
  const products = catalog.flatMap((change) =>
    change.kind === 'product.changed' ? [change.product.id] : [],
  );
  const variants = catalog.flatMap((change) =>
    change.kind === 'variant.stock' ? [change.variantId] : [],
  );
  const isAsked = products.length + variants.length > 0;
  const isHeard = isAsked && listened.size > 0;
  const before = isHeard ? await selectProductStandings(client, shopId, products, variants) : [];
  await saveCatalog(client, shopId, catalog, now);
  // Also while no journey listens: one that begins to must not take a night for weeks.
  if (isAsked) await noteSoldOut(client, shopId, products, variants, now);
  if (before.length === 0) return false;
  const known = before.map(({ productId }) => productId);
  const after = await selectProductStandings(client, shopId, known, []);
  const changes = productChanges(before, after, now).filter(({ kind }) => listened.has(kind));
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
