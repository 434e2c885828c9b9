import type { ShopClient } from '#app/platform/db.server.ts';
import { rowsParameter } from '#app/platform/write-rows.server.ts';
import { VARIANTS_SENT } from '#app/events/payloads/catalog-payload.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import { DELETED } from './can-be-bought.ts';
import type { ReceivedProduct } from './merge-products.ts';

/**
 * Removes products with all that is known of them but their names: what is deleted cannot be bought, which is more than
 * not to know it. Other products' pairs with them fade by themselves.
 * @param now when it was sent, epoch milliseconds
 */
export async function removeProducts(
  client: ShopClient,
  shopId: string,
  ids: string[],
  now: number,
): Promise<void> {
  await client.query(
    `update product set status = $3, published = false, variant_ids = '{}', told_at = greatest(told_at, $4)
      where shop_id = $1 and id = any($2)`,
    [shopId, ids, DELETED, new Date(now)],
  );
  for (const table of ['variant', 'collection_product', 'affinity'])
    await client.query(`delete from ${table} where shop_id = $1 and product_id = any($2)`, [
      shopId,
      ids,
    ]);
}

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
 * Saves one state of each product.
 * @param now when they were sent, epoch milliseconds
 */
export async function saveProducts(
  client: ShopClient,
  shopId: string,
  products: readonly ReceivedProduct[],
  now: number,
): Promise<void> {
  const sent = products.map(
    ({ imageUrl, productType, createdAt, updatedAt, variantIds, ...product }) => ({
      ...product,
      image_url: imageUrl,
      product_type: productType,
      created_at: isoTime(createdAt),
      updated_at: isoTime(updatedAt),
      // The rows of fewer say themselves which there are.
      variant_ids: variantIds && variantIds.length >= VARIANTS_SENT ? variantIds : [],
      variants: undefined,
    }),
  );
  const values = [shopId, rowsParameter(SAVE, sent), new Date(now), DELETED];
  const { rows } = await client.query<{ id: string }>(SAVE, values);
  const saved = new Set(rows.map(({ id }) => id));
  const newest = products.filter(({ id }) => saved.has(id));
  await removeVariants(client, shopId, newest);
  await writeVariants(client, shopId, newest, REPLACE);
  const older = products.filter(({ id }) => !saved.has(id));
  if (older.length > 0) await writeVariants(client, shopId, older, FILL);
}

/** Removes the variants that products no longer have, where it was sent which they have. */
async function removeVariants(
  client: ShopClient,
  shopId: string,
  products: readonly ReceivedProduct[],
): Promise<void> {
  const whole = products.filter(({ variantIds }) => variantIds !== null);
  await client.query(
    'delete from variant where shop_id = $1 and product_id = any($2) and not (id = any($3))',
    [shopId, whole.map(({ id }) => id), whole.flatMap(({ variantIds }) => variantIds ?? [])],
  );
}

const COLUMNS = `id, product_id, title, sku, price_minor, compare_at_minor, currency, inventory, policy, tracked, stock_at`;

/** The newest state replaces what is known, but for what it does not say. */
const REPLACE = `on conflict (shop_id, id) do update set product_id = excluded.product_id, title = excluded.title,
  sku = excluded.sku, price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor,
  currency = excluded.currency,
  inventory = case when variant.stock_at > excluded.stock_at then variant.inventory else excluded.inventory end,
  stock_at = greatest(variant.stock_at, excluded.stock_at),
  policy = coalesce(excluded.policy, variant.policy), tracked = coalesce(excluded.tracked, variant.tracked)`;

/** An older state adds what the newer one could not say: of the variants that this names, or may not have named. */
const FILL = `where exists (select from variant where shop_id = $1 and id = sent.id)
    or sent.id = any((select variant_ids from product where shop_id = $1 and id = sent.product_id)::text[])
    or (select count(*) from (select from variant where shop_id = $1 and product_id = sent.product_id
          limit ${String(VARIANTS_SENT)}) as known) = ${String(VARIANTS_SENT)}
      and exists (select from product where shop_id = $1 and id = sent.product_id and variant_ids = '{}')
  on conflict (shop_id, id) do update set
    policy = coalesce(variant.policy, excluded.policy), tracked = coalesce(variant.tracked, excluded.tracked)`;

/** Writes the variants of products, each once. */
async function writeVariants(
  client: ShopClient,
  shopId: string,
  products: readonly ReceivedProduct[],
  rule: string,
): Promise<void> {
  const sent = products.flatMap((product) =>
    product.variants.map((variant) => ({ ...variant, productId: product.id })),
  );
  // No statement may write a row twice: of one variant under one id the last state counts.
  const variants = [...new Map(sent.map((variant) => [variant.id, variant])).values()];
  await client.query(
    `insert into variant (shop_id, ${COLUMNS})
     select $1, sent.* from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[],
       $8::text[], $9::int[], $10::text[], $11::boolean[], $12::timestamptz[]) as sent (${COLUMNS})
     ${rule}`,
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
      variants.map(({ policy }) => policy),
      variants.map(({ tracked }) => tracked),
      variants.map(({ stockAt }) => (stockAt === null ? null : new Date(stockAt))),
    ],
  );
}
