import type { ShopClient } from '#app/platform/db.server.ts';
import type { CatalogChange } from '#app/events/catalog-change.ts';
import { newestOfEach } from '#app/lib/newest-of-each.ts';
import {
  deleteCollectionProducts,
  deleteCollections,
  insertCollectionProducts,
  upsertCollections,
  type ReceivedCollection,
} from './store/collections.server.ts';

/** Keeps collections and what is in them as last received; an older one never replaces a newer one. */
export async function saveCollections(
  client: ShopClient,
  shopId: string,
  changes: readonly CatalogChange[],
): Promise<void> {
  const received = changes.flatMap((change) =>
    change.kind === 'collection.changed' ? [change.collection] : [],
  );
  if (received.length > 0) await saveReceived(client, shopId, received);
  const gone = changes.flatMap((change) =>
    change.kind === 'collection.deleted' ? [change.collectionId] : [],
  );
  if (gone.length === 0) return;
  await deleteCollections(client, shopId, gone);
  await deleteCollectionProducts(client, shopId, gone);
}

async function saveReceived(
  client: ShopClient,
  shopId: string,
  received: ReceivedCollection[],
): Promise<void> {
  const saved = await upsertCollections(client, shopId, newestOfEach(received));
  // A webhook carries only the name: what is in the collection stays as it was last read.
  const filled = newestOfEach(received.filter(({ productIds }) => productIds !== null)).filter(
    ({ id }) => saved.has(id),
  );
  if (filled.length === 0) return;
  const inside = filled.flatMap(({ id, productIds }) =>
    (productIds ?? []).map((productId) => ({ collectionId: id, productId })),
  );
  await deleteCollectionProducts(
    client,
    shopId,
    filled.map(({ id }) => id),
  );
  await insertCollectionProducts(client, shopId, inside);
}
