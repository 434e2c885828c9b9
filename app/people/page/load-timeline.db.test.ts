import { expect, test } from 'vitest';
import { STOREFRONT_TOPIC } from '#app/events/storefront/storefront-batch.ts';
import { inShop } from '#app/platform/db.server.ts';
import { galleryNames } from '#tests/fixtures/gallery-names.ts';
import { productPayload } from '#tests/fixtures/product-payloads.ts';
import { storefrontBatch } from '#tests/fixtures/reported-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { loadTimeline } from './load-timeline.server.ts';

const db = await testDatabase();

test('an event that names a product shows its title, although no other event names it', async () => {
  const { id: shopId } = await installedShop(db.pool);
  await receive(db.pool, shopId, 'products/create', productPayload(), 'd1');
  const [, added] = storefrontBatch()['events'] as object[];
  await receive(db.pool, shopId, STOREFRONT_TOPIC, storefrontBatch({ events: [added] }), 'd2');
  await drainAt(db.pool, shopId, SEEN_AT);
  const { rows } = await db.owner.query<{ id: string }>(
    'select id from profile where shop_id = $1',
    [shopId],
  );
  const query = { kind: null, search: '', limit: 50, until: null };
  const { entries } = await inShop(db.pool, shopId, (client) =>
    loadTimeline(client, shopId, rows[0]?.id ?? '', query, {
      money: ({ currency }) => currency,
      names: galleryNames,
    }),
  );
  expect(entries.map(({ title, detail }) => ({ title, detail }))).toEqual([
    { title: 'Put a product into the cart', detail: 'Trail Shoe' },
  ]);
});
