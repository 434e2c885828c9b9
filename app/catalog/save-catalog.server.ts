import type { ShopClient } from '#app/db.server.ts';
import type { CatalogChange } from '#app/events/event.ts';

type ProductChange = Extract<CatalogChange, { kind: 'product.changed' }>['product'];

/** Keeps the catalogue as Shopify last told it; an older telling never replaces a newer one. */
export async function saveCatalog(
  client: ShopClient,
  shopId: string,
  changes: readonly CatalogChange[],
): Promise<void> {
  const products = newestOfEach(
    changes.flatMap((change) => (change.kind === 'product.changed' ? [change.product] : [])),
  );
  if (products.length > 0) await saveProducts(client, shopId, products);
  const gone = changes.flatMap((change) =>
    change.kind === 'product.deleted' ? [change.productId] : [],
  );
  if (gone.length > 0) {
    await client.query('delete from product where shop_id = $1 and id = any($2)', [shopId, gone]);
  }
  const stock = changes.flatMap((change) => (change.kind === 'variant.stock' ? [change] : []));
  if (stock.length > 0) {
    // The topic says only whether there is any; a known count stays unless it contradicts that.
    await client.query(
      `update variant set inventory = case when told.in_stock then greatest(coalesce(inventory, 1), 1) else 0 end
       from unnest($2::text[], $3::boolean[]) as told (id, in_stock)
       where variant.shop_id = $1 and variant.id = told.id`,
      [shopId, stock.map(({ variantId }) => variantId), stock.map(({ inStock }) => inStock)],
    );
  }
}

function newestOfEach(products: ProductChange[]): ProductChange[] {
  const newest = new Map<string, ProductChange>();
  for (const product of products) {
    const known = newest.get(product.id);
    if (!known || product.updatedAt >= known.updatedAt) newest.set(product.id, product);
  }
  return [...newest.values()];
}

async function saveProducts(
  client: ShopClient,
  shopId: string,
  products: ProductChange[],
): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `insert into product (shop_id, id, title, handle, image_url, status, updated_at)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
     on conflict (shop_id, id) do update set title = excluded.title, handle = excluded.handle,
       image_url = excluded.image_url, status = excluded.status, updated_at = excluded.updated_at
     where product.updated_at <= excluded.updated_at
     returning id`,
    [
      shopId,
      products.map(({ id }) => id),
      products.map(({ title }) => title),
      products.map(({ handle }) => handle),
      products.map(({ imageUrl }) => imageUrl),
      products.map(({ status }) => status),
      products.map(({ updatedAt }) => new Date(updatedAt)),
    ],
  );
  const saved = new Set(rows.map(({ id }) => id));
  const variants = products
    .filter(({ id }) => saved.has(id))
    .flatMap((product) =>
      product.variants.map((variant) => ({ ...variant, productId: product.id })),
    );
  await client.query(
    'delete from variant where shop_id = $1 and product_id = any($2) and not (id = any($3))',
    [shopId, [...saved], variants.map(({ id }) => id)],
  );
  await client.query(
    `insert into variant (shop_id, id, product_id, title, sku, price_minor, inventory)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::int[])
     on conflict (shop_id, id) do update set product_id = excluded.product_id, title = excluded.title,
       sku = excluded.sku, price_minor = excluded.price_minor, inventory = excluded.inventory`,
    [
      shopId,
      variants.map(({ id }) => id),
      variants.map(({ productId }) => productId),
      variants.map(({ title }) => title),
      variants.map(({ sku }) => sku),
      variants.map(({ priceMinor }) => priceMinor),
      variants.map(({ inventory }) => inventory),
    ],
  );
}
