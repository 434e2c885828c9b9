import { expect, test } from 'vitest';
import { inShop } from '#app/db.server.ts';
import { productPayload } from '#tests/fixtures/shopify-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, tell } from '#tests/setup/told-shop.ts';
import { saveCatalog } from './save-catalog.server.ts';

const db = await testDatabase();

test('a product keeps what tells it apart, and a collection what was read of it', async () => {
  const { id } = await installedShop(db.pool);
  const told = productPayload({
    vendor: 'Hill & Co',
    product_type: 'Shoes',
    tags: 'trail, summer, trail',
    variants: [{ id: 9, price: '19.99', compare_at_price: '24.99', inventory_quantity: 3 }],
  });
  await tell(db.pool, id, 'products/update', told, 'p');
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
  await tell(db.pool, id, 'collections/update', { ...collection, title: 'On the trail' }, 'c');
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
  await tell(db.pool, id, 'collections/delete', { id: 5 }, 'd');
  await drainAt(db.pool, id, SEEN_AT);
  expect((await known()).rows).toMatchObject([{ title: null }]);
});
