import type { ShopClient } from '#app/db.server.ts';
import type { CatalogChange } from '#app/events/catalog-change.ts';
import { newestOfEach } from '#app/lib/newest-of-each.ts';
import { saveCollections } from './save-collections.server.ts';

type ProductChange = Extract<CatalogChange, { kind: 'product.changed' }>['product'];

/**
 * Keeps the catalogue as Shopify last told it; an older telling never replaces a newer one.
 * @param now when it is told, epoch milliseconds
 */
export async function saveCatalog(
  client: ShopClient,
  shopId: string,
  changes: readonly CatalogChange[],
  now: number,
): Promise<void> {
  if (changes.length === 0) return;
  const products = newestOfEach(
    changes.flatMap((change) => (change.kind === 'product.changed' ? [change.product] : [])),
  );
  if (products.length > 0) await saveProducts(client, shopId, products, now);
  const gone = changes.flatMap((change) =>
    change.kind === 'product.deleted' ? [change.productId] : [],
  );
  if (gone.length > 0) await removeProducts(client, shopId, gone);
  await saveCollections(client, shopId, changes);
  const stock = changes.flatMap((change) => (change.kind === 'variant.stock' ? [change] : []));
  if (stock.length > 0) {
    // The topic says only whether there is any; a count stays unless it contradicts that, and none is made up.
    await client.query(
      `update variant set inventory = case when not told.in_stock then 0 when inventory < 1 then 1 else inventory end
       from unnest($2::text[], $3::boolean[]) as told (id, in_stock)
       where variant.shop_id = $1 and variant.id = told.id`,
      [shopId, stock.map(({ variantId }) => variantId), stock.map(({ inStock }) => inStock)],
    );
  }
}

/**
 * Forgets the products that a full reading, asked for at a moment, did not tell of: Shopify deleted them and
 * the webhook got lost. What was created meanwhile was told later than that moment.
 * @param asked epoch milliseconds, by the clock of `saveCatalog`
 */
export async function removeUntold(
  client: ShopClient,
  shopId: string,
  asked: number,
): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    'select id from product where shop_id = $1 and told_at < $2',
    [shopId, new Date(asked)],
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await removeProducts(client, shopId, ids);
}

/** Removes products with all that is known of them; other products' pairs with them fade by themselves. */
async function removeProducts(client: ShopClient, shopId: string, ids: string[]): Promise<void> {
  await client.query('delete from product where shop_id = $1 and id = any($2)', [shopId, ids]);
  for (const table of ['collection_product', 'affinity'])
    await client.query(`delete from ${table} where shop_id = $1 and product_id = any($2)`, [
      shopId,
      ids,
    ]);
}

async function saveProducts(
  client: ShopClient,
  shopId: string,
  products: ProductChange[],
  now: number,
): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `insert into product (shop_id, id, title, handle, image_url, status, published, vendor, product_type,
       tags, created_at, updated_at, told_at)
     select $1, id, title, handle, image_url, status, published, vendor, product_type, tags, created_at, updated_at, $3
     from json_to_recordset($2) as row (id text, title text, handle text, image_url text, status text,
       published boolean, vendor text, product_type text, tags text[], created_at timestamptz, updated_at timestamptz)
     on conflict (shop_id, id) do update set title = excluded.title, handle = excluded.handle,
       image_url = excluded.image_url, status = excluded.status, published = excluded.published, vendor = excluded.vendor,
       product_type = excluded.product_type, tags = excluded.tags,
       created_at = coalesce(excluded.created_at, product.created_at),
       updated_at = excluded.updated_at, told_at = greatest(product.told_at, excluded.told_at)
     where product.updated_at <= excluded.updated_at
     returning id`,
    [
      shopId,
      JSON.stringify(
        products.map(({ imageUrl, productType, createdAt, updatedAt, ...product }) => ({
          ...product,
          image_url: imageUrl,
          product_type: productType,
          created_at: createdAt === null ? null : new Date(createdAt),
          updated_at: new Date(updatedAt),
          variants: undefined,
        })),
      ),
      new Date(now),
    ],
  );
  const saved = new Set(rows.map(({ id }) => id));
  const told = products
    .filter(({ id }) => saved.has(id))
    .flatMap((product) =>
      product.variants.map((variant) => ({ ...variant, productId: product.id })),
    );
  // No statement may write a row twice: of one variant under one id the last telling counts.
  const variants = [...new Map(told.map((variant) => [variant.id, variant])).values()];
  await client.query(
    'delete from variant where shop_id = $1 and product_id = any($2) and not (id = any($3))',
    [shopId, [...saved], variants.map(({ id }) => id)],
  );
  await client.query(
    `insert into variant (shop_id, id, product_id, title, sku, price_minor, compare_at_minor, currency, inventory)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[],
       $8::text[], $9::int[])
     on conflict (shop_id, id) do update set product_id = excluded.product_id, title = excluded.title,
       sku = excluded.sku, price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor,
       currency = excluded.currency, inventory = excluded.inventory`,
    [
      shopId,
      variants.map(({ id }) => id),
      variants.map(({ productId }) => productId),
      variants.map(({ title }) => title),
      variants.map(({ sku }) => sku),
      variants.map(({ priceMinor }) => priceMinor),
      variants.map(({ compareAtMinor }) => compareAtMinor),
      variants.map(({ currency }) => currency),
      variants.map(({ inventory }) => inventory),
    ],
  );
}
