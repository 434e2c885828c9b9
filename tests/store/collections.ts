import { idNumber, shopTime, type Payload } from './payloads/values.ts';
import { emitEvent, type ShopBooks } from './shop-books.ts';
import { gid, type Collection, type ShopifyId } from './shop-records.ts';

/** Makes a collection or changes what is in it; emits collections/create or collections/update. */
export function saveCollection(
  books: ShopBooks,
  fields: { id?: ShopifyId; title: string; productIds: ShopifyId[] },
): Collection {
  const at = books.clock.now();
  const id = fields.id ?? books.ids.next();
  const topic = books.collections.has(id) ? 'collections/update' : 'collections/create';
  const handle = fields.title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const collection: Collection = { ...fields, id, handle, updatedAt: at };
  books.collections.set(id, collection);
  emitEvent(books, topic, collectionPayload(books, collection), at);
  return collection;
}

/** Deletes a collection; emits collections/delete. */
export function deleteCollection(books: ShopBooks, id: ShopifyId): void {
  books.collections.delete(id);
  const payload = { id: idNumber(id), admin_graphql_api_id: gid('Collection', id) };
  emitEvent(books, 'collections/delete', payload);
}

/** Deletes a product; emits products/delete. */
export function deleteProduct(books: ShopBooks, id: ShopifyId): void {
  const product = books.products.get(id);
  if (!product) throw new Error(`The store has no product ${id}.`);
  books.products.delete(id);
  books.productsByVariant.delete(product.variantId);
  for (const collection of books.collections.values())
    collection.productIds = collection.productIds.filter((inside) => inside !== id);
  emitEvent(books, 'products/delete', { id: idNumber(id) });
}

function collectionPayload(
  books: ShopBooks,
  { id, title, handle, updatedAt }: Collection,
): Payload {
  return {
    id: idNumber(id),
    handle,
    title,
    updated_at: shopTime(books, updatedAt),
    body_html: null,
    published_at: shopTime(books, updatedAt),
    sort_order: 'manual',
    template_suffix: null,
    published_scope: 'web',
    admin_graphql_api_id: gid('Collection', id),
  };
}
