import type { ShopClient } from '#app/platform/db.server.ts';
import type { CatalogChange } from '#app/events/catalog-change.ts';
import { newestOfEach } from '#app/lib/newest-of-each.ts';

/** Keeps collections and what is in them as last received; an older one never replaces a newer one. */
export async function saveCollections(
  client: ShopClient,
  shopId: string,
  changes: readonly CatalogChange[],
): Promise<void> {
  const received = changes.flatMap((change) =>
    change.kind === 'collection.changed' ? [change.collection] : [],
  );
  if (received.length > 0) await upsertCollections(client, shopId, received);
  const gone = changes.flatMap((change) =>
    change.kind === 'collection.deleted' ? [change.collectionId] : [],
  );
  if (gone.length === 0) return;
  await client.query('delete from collection where shop_id = $1 and id = any($2)', [shopId, gone]);
  await client.query(
    'delete from collection_product where shop_id = $1 and collection_id = any($2)',
    [shopId, gone],
  );
}

type Collection = Extract<CatalogChange, { kind: 'collection.changed' }>['collection'];

async function upsertCollections(
  client: ShopClient,
  shopId: string,
  received: Collection[],
): Promise<void> {
  const collections = newestOfEach(received);
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
  const saved = new Set(rows.map(({ id }) => id));
  // A webhook carries only the name: what is in the collection stays as it was last read.
  const filled = newestOfEach(received.filter(({ productIds }) => productIds !== null)).filter(
    ({ id }) => saved.has(id),
  );
  if (filled.length === 0) return;
  const inside = filled.flatMap(({ id, productIds }) =>
    (productIds ?? []).map((productId) => ({ id, productId })),
  );
  await client.query(
    'delete from collection_product where shop_id = $1 and collection_id = any($2)',
    [shopId, filled.map(({ id }) => id)],
  );
  await client.query(
    `insert into collection_product (shop_id, collection_id, product_id)
     select $1, * from unnest($2::text[], $3::text[]) on conflict do nothing`,
    [shopId, inside.map(({ id }) => id), inside.map(({ productId }) => productId)],
  );
}
