import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { orderLine, orderPayload } from '#tests/fixtures/order-payloads.ts';
import { productPayload } from '#tests/fixtures/product-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, receive, SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { loadSalesMargin } from './load-sales-margin.server.ts';

const db = await testDatabase();
const { id: shopId } = await installedShop(db.pool);

async function margin(): Promise<number | null> {
  return await inShop(db.pool, shopId, (client) => loadSalesMargin(client, shopId, SEEN_AT));
}

function shoe(unit_cost: unknown, updated_at: string) {
  const variants = [{ id: 39072856, price: '19.99', inventory_quantity: 12, unit_cost }];
  return productPayload({ updated_at, variants });
}

test('without costs the margin of what is sold is not known', async () => {
  const lines = [orderLine({ price: '20.00', quantity: 2, current_quantity: 2 })];
  await receive(db.pool, shopId, 'orders/create', orderPayload({ line_items: lines }), 'order');
  await receive(db.pool, shopId, 'products/update', shoe(null, '2026-09-01T00:00:00Z'), 'one');
  await drainAt(db.pool, shopId, SEEN_AT);
  expect(await margin()).toBeNull();
});

test('a cost in another currency is no cost', async () => {
  const cost = { amount: '12.00', currency_code: 'SEK' };
  await receive(db.pool, shopId, 'products/update', shoe(cost, '2026-09-02T00:00:00Z'), 'two');
  await drainAt(db.pool, shopId, SEEN_AT);
  expect(await margin()).toBeNull();
});

test('the costs of what was sold say what is left of the price, also after a webhook that does not say them', async () => {
  const cost = { amount: '12.00', currency_code: 'GBP' };
  await receive(db.pool, shopId, 'products/update', shoe(cost, '2026-09-03T00:00:00Z'), 'three');
  await drainAt(db.pool, shopId, SEEN_AT);
  expect(await margin()).toBe(40);
  const silent = shoe(undefined, '2026-09-04T00:00:00Z');
  await receive(db.pool, shopId, 'products/update', silent, 'four');
  await drainAt(db.pool, shopId, SEEN_AT);
  expect(await margin()).toBe(40);
});
