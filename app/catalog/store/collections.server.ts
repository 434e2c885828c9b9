import type { ShopClient } from '#app/platform/db.server.ts';
import type { CatalogChange } from '#app/events/catalog-change.ts';

export type ReceivedCollection = Extract<
  CatalogChange,
  { kind: 'collection.changed' }
>['collection'];

/**
 * Saves collections, each once, where they are not older than what is known.
 * @returns the ids of those that were saved
 */
export async function upsertCollections(
  client: ShopClient,
  shopId: string,
  collections: readonly ReceivedCollection[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `insert into collection (shop_id, id, title, handle, updated_at)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[])
     on conflict (shop_id, id) do update set title = excluded.title, handle = excluded.handle,
       updated_at = excluded.updated_at
     where collection.updated_at <= excluded.updated_at
     returning id`,
    [
      shopId,
      collections.map(({ id }) => id),
      collections.map(({ title }) => title),
      collections.map(({ handle }) => handle),
      collections.map(({ updatedAt }) => new Date(updatedAt)),
    ],
  );
  return new Set(rows.map(({ id }) => id));
}

export async function deleteCollections(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<void> {
  await client.query('delete from collection where shop_id = $1 and id = any($2)', [shopId, ids]);
}

/** Deletes what is in collections. */
export async function deleteCollectionProducts(
  client: ShopClient,
  shopId: string,
  collectionIds: readonly string[],
): Promise<void> {
  await client.query(
    'delete from collection_product where shop_id = $1 and collection_id = any($2)',
    [shopId, collectionIds],
  );
}

/** @param places products by the collections that they are in */
export async function insertCollectionProducts(
  client: ShopClient,
  shopId: string,
  places: readonly { collectionId: string; productId: string }[],
): Promise<void> {
  await client.query(
    `insert into collection_product (shop_id, collection_id, product_id)
     select $1, * from unnest($2::text[], $3::text[]) on conflict do nothing`,
    [
      shopId,
      places.map(({ collectionId }) => collectionId),
      places.map(({ productId }) => productId),
    ],
  );
}
