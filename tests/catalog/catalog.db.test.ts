import { expect, test } from 'vitest';
import { listProducts } from '#app/catalog/page/list-products.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { orderLine, orderPayload } from '#tests/fixtures/order-payloads.ts';
import { productPayload } from '#tests/fixtures/product-payloads.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { DAY } from '#app/lib/duration.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { recommendTo } from '#app/catalog/recommend.server.ts';
import { saveCatalog } from '#app/catalog/save-catalog.server.ts';
import { fadePairs } from '#app/catalog/store/save-pairs.server.ts';

const db = await testDatabase();

test('a product keeps what tells it apart, and a collection what was read of it', async () => {
  const { id } = await installedShop(db.pool);
  const payload = productPayload({
    vendor: 'Hill & Co',
    product_type: 'Shoes',
    tags: 'trail, summer, trail',
    variants: [{ id: 9, price: '19.99', compare_at_price: '24.99', inventory_quantity: 3 }],
  });
  await receive(db.pool, id, 'products/update', payload, 'p');
  const collection = { id: 5, title: 'Trail', updated_at: '2026-09-01T00:00:00Z' };
  const change = {
    kind: 'collection.changed' as const,
    collection: {
      id: '5',
      title: 'Trail',
      handle: 'trail',
      updatedAt: Date.UTC(2026, 7),
      productIds: ['632910392'],
    },
  };
  await inShop(db.pool, id, (client) => saveCatalog(client, id, [change], SEEN_AT));
  await receive(db.pool, id, 'collections/update', { ...collection, title: 'On the trail' }, 'c');
  await drainAt(db.pool, id, SEEN_AT);
  const known = () =>
    db.owner.query<object>(
      `select vendor, product_type, tags, price_minor, compare_at_minor, currency, collection.title
       from product join variant on variant.shop_id = product.shop_id and product_id = product.id
       left join collection_product as inside
         on inside.shop_id = product.shop_id and inside.product_id = product.id
       left join collection on collection.shop_id = inside.shop_id and collection.id = collection_id
       where product.shop_id = $1`,
      [id],
    );
  expect((await known()).rows).toEqual([
    {
      vendor: 'Hill & Co',
      product_type: 'Shoes',
      tags: ['trail', 'summer'],
      price_minor: '1999',
      compare_at_minor: '2499',
      currency: 'GBP',
      title: 'On the trail',
    },
  ]);
  await receive(db.pool, id, 'collections/delete', { id: 5 }, 'd');
  await drainAt(db.pool, id, SEEN_AT);
  expect((await known()).rows).toMatchObject([{ title: null }]);
});

test('news of stock corrects a count that it contradicts, and makes none up where none is kept', async () => {
  const { id } = await installedShop(db.pool);
  const variants = [null, 0, 7].map((inventory_quantity, place) => ({
    id: 20 + place,
    price: '5.00',
    inventory_quantity,
  }));
  await receive(db.pool, id, 'products/update', productPayload({ variants }), 'p');
  const stocks = async () => {
    await drainAt(db.pool, id, SEEN_AT);
    const { rows } = await db.owner.query<{ inventory: number | null }>(
      'select inventory from variant where shop_id = $1 order by id',
      [id],
    );
    return rows.map(({ inventory }) => inventory);
  };
  for (const { id: variant } of variants)
    await receive(db.pool, id, 'variants/in_stock', { id: variant }, `in ${String(variant)}`);
  expect(await stocks()).toEqual([null, 1, 7]);
  await receive(db.pool, id, 'variants/out_of_stock', { id: 22 }, 'out');
  expect(await stocks()).toEqual([null, 1, 0]);
});

const PRODUCTS = ['1', '2', '3', '4', '5'];

/** A product of one variant under the same number. */
function product(id: string, over: Payload = {}): Payload {
  return productPayload({
    id: Number(id),
    admin_graphql_api_id: `gid://shopify/Product/${id}`,
    title: `Product ${id}`,
    created_at: `2026-0${id}-01T00:00:00Z`,
    variants: [{ id: 100 + Number(id), price: '5.00', inventory_quantity: id === '4' ? 0 : 7 }],
    ...over,
  });
}

function order(id: number, products: string[], customer = id): Payload {
  return orderPayload({
    id,
    admin_graphql_api_id: `gid://shopify/Order/${String(id)}`,
    email: `person.${String(customer)}@example.com`,
    customer: null,
    cart_token: null,
    checkout_token: null,
    line_items: products.map((one) => orderLine({ product_id: Number(one), variant_id: null })),
  });
}

async function shopWith(orders: Payload[]): Promise<string> {
  const { id } = await installedShop(db.pool);
  for (const one of PRODUCTS)
    await receive(db.pool, id, 'products/create', product(one), `p${one}`);
  for (const [index, payload] of orders.entries())
    await receive(db.pool, id, 'orders/create', payload, `o${String(index)}`);
  await drainAt(db.pool, id, SEEN_AT);
  return id;
}

async function recommendedTo(shopId: string, interests: [string, number, 'viewed' | 'bought'][]) {
  const { rows } = await db.owner.query<{ id: string }>(
    `select id from profile where shop_id = $1 and email = 'person.1@example.com'`,
    [shopId],
  );
  return await inShop(db.pool, shopId, (client) =>
    recommendTo(client, shopId, rows[0]?.id ?? shopId, { interests }, 3, SEEN_AT),
  );
}

test('a person is recommended what was bought together with what they have, if it can be bought', async () => {
  const orders = [order(1, ['1']), order(2, ['1', '3']), order(3, ['1', '3', '4'])];
  const shopId = await shopWith([...orders, order(4, ['1', '4']), order(5, ['2'])]);
  // Told again, and changed, an order counts once.
  await receive(
    db.pool,
    shopId,
    'orders/updated',
    { ...order(2, ['1', '3']), note: 'again' },
    'again',
  );
  await drainAt(db.pool, shopId, SEEN_AT);
  const given = await recommendedTo(shopId, [['1', SEEN_AT, 'bought']]);
  expect(given.map(({ title, why }) => ({ title, why }))).toEqual([
    { title: 'Product 3', why: { kind: 'bought', with: 'Product 1', times: 2 } },
    { title: 'Product 2', why: { kind: 'bestseller', times: 1 } },
    { title: 'Product 5', why: { kind: 'newest' } },
  ]);
  // The shop changed its currency, and this product was not sent since.
  await db.owner.query(
    `update variant set currency = 'EUR' where shop_id = $1 and product_id = '1'`,
    [shopId],
  );
  const view = { search: '', sort: 'bought', direction: 'descending', page: 1 } as const;
  const { products } = await inShop(db.pool, shopId, (client) =>
    listProducts(client, shopId, view, SEEN_AT),
  );
  expect(products.map(({ title, bought }) => [title, bought])).toEqual([
    ['Product 1', 4],
    ['Product 3', 2],
    ['Product 4', 2],
    ['Product 2', 1],
    ['Product 5', 0],
  ]);
  expect(products[0]).toMatchObject({
    priceMinor: 500,
    currency: 'EUR',
    stock: 7,
    boughtWith: [{ title: 'Product 3', times: 2 }],
  });
});

test('a new shop recommends what is new, and nobody what they bought of late', async () => {
  const shopId = await shopWith([order(1, ['5'])]);
  // Active and in stock, but taken out of the online store.
  const hidden = product('6', { created_at: '2026-09-01T00:00:00Z', published_at: null });
  await receive(db.pool, shopId, 'products/update', hidden, 'hidden');
  await drainAt(db.pool, shopId, SEEN_AT);
  const given = await recommendedTo(shopId, [['1', SEEN_AT, 'viewed']]);
  expect(given.map(({ title, why }) => [title, why.kind])).toEqual([
    ['Product 3', 'newest'],
    ['Product 2', 'newest'],
  ]);
});

test('what is counted stays bounded and goes by with time', async () => {
  const { id: shopId } = await installedShop(db.pool);
  const count = async () =>
    (await db.owner.query('select from affinity where shop_id = $1', [shopId])).rowCount;
  await db.owner.query(
    `insert into affinity select $1, 'p', 'bought', $2, other::text, 1 from generate_series(1, 200) as other`,
    [shopId, Math.floor(SEEN_AT / (90 * DAY))],
  );
  await inShop(db.pool, shopId, (client) => fadePairs(client, shopId, SEEN_AT));
  expect(await count()).toBeLessThanOrEqual(51);
  await inShop(db.pool, shopId, (client) => fadePairs(client, shopId, SEEN_AT + 181 * DAY));
  expect(await count()).toBe(0);
});
