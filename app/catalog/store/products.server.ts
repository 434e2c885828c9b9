import type { ShopClient } from '#app/platform/db.server.ts';
import { rowsParameter, type StatementRow } from '#app/platform/write-rows.server.ts';
import { DELETED } from '../can-be-bought.ts';

/** A deleted product comes back only by what is newer than all that was known of it. */
const SAVE = `insert into product (shop_id, id, title, handle, image_url, status, published, vendor, product_type,
    tags, created_at, updated_at, variant_ids, told_at)
  select $1, id, title, handle, image_url, status, published, vendor, product_type, tags, created_at, updated_at,
    variant_ids, $3
  from json_to_recordset($2) as row (id text, title text, handle text, image_url text, status text,
    published boolean, vendor text, product_type text, tags text[], created_at timestamptz, updated_at timestamptz,
    variant_ids text[])
  on conflict (shop_id, id) do update set title = excluded.title, handle = excluded.handle,
    image_url = excluded.image_url, status = excluded.status, published = excluded.published, vendor = excluded.vendor,
    product_type = excluded.product_type, tags = excluded.tags,
    created_at = coalesce(excluded.created_at, product.created_at),
    updated_at = excluded.updated_at, variant_ids = excluded.variant_ids, told_at = greatest(product.told_at, excluded.told_at)
  where product.updated_at < excluded.updated_at
    or product.updated_at = excluded.updated_at and product.status <> $4
  returning id`;

/**
 * Saves products where they are newer than what is known.
 * @param now when they were sent, epoch milliseconds
 * @returns the ids of those that were saved
 */
export async function upsertProducts(
  client: ShopClient,
  shopId: string,
  products: readonly StatementRow<typeof SAVE>[],
  now: number,
): Promise<Set<string>> {
  const values = [shopId, rowsParameter(SAVE, products), new Date(now), DELETED];
  const { rows } = await client.query<{ id: string }>(SAVE, values);
  return new Set(rows.map(({ id }) => id));
}

/** @param now when it was sent, epoch milliseconds */
export async function markProductsDeleted(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
  now: number,
): Promise<void> {
  await client.query(
    `update product set status = $3, published = false, variant_ids = '{}', told_at = greatest(told_at, $4)
      where shop_id = $1 and id = any($2)`,
    [shopId, ids, DELETED, new Date(now)],
  );
}

/**
 * The products that were last received before a moment.
 * @param moment epoch milliseconds
 */
export async function productsReceivedBefore(
  client: ShopClient,
  shopId: string,
  moment: number,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    'select id from product where shop_id = $1 and told_at < $2 and status <> $3',
    [shopId, new Date(moment), DELETED],
  );
  return rows.map(({ id }) => id);
}

/** Deletes which collections products are in. */
export async function deleteProductCollections(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<void> {
  await client.query('delete from collection_product where shop_id = $1 and product_id = any($2)', [
    shopId,
    ids,
  ]);
}
