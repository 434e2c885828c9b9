import { expect, test } from 'vitest';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { orderLine, orderPayload } from '#tests/fixtures/order-payloads.ts';
import { productPayload } from '#tests/fixtures/product-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, receive, SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { loadSalesMargin } from './load-sales-margin.server.ts';

const db = await testDatabase();
const { id: shopId } = await installedShop(db.pool);
await db.owner.query('update shop set taxes_included = false where id = $1', [shopId]);

async function margin(): Promise<number | null> {
  const now = SEEN_AT;
  return (await inShop(db.pool, shopId, (client) => loadSalesMargin(client, shopId, now))).percent;
}

function shoe(unit_cost: unknown, updated_at: string, price = '19.99') {
  const variants = [{ id: 39072856, price, inventory_quantity: 12, unit_cost }];
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

test('where prices include tax the margin is not known, nor while costs are still to be read', async () => {
  const unknown = async (changed: string) => {
    await db.owner.query(`update shop set ${changed} where id = $1`, [shopId]);
    const load = (client: ShopClient) => loadSalesMargin(client, shopId, SEEN_AT);
    return (await inShop(db.pool, shopId, load)).unknown;
  };
  expect(await unknown('taxes_included = true')).toBe('taxes');
  expect(await unknown('costs_due_since = now()')).toBe('due');
  expect(await unknown('taxes_included = false, costs_due_since = null')).toBeNull();
});

test('a cost that is taken away in Shopify is no cost any more', async () => {
  await receive(db.pool, shopId, 'products/update', shoe(null, '2026-09-05T00:00:00Z'), 'five');
  await drainAt(db.pool, shopId, SEEN_AT);
  expect(await margin()).toBeNull();
});

test('a cost that an earlier state of a product says counts beside a newer one that does not', async () => {
  const cost = { amount: '12.00', currency_code: 'GBP' };
  await receive(db.pool, shopId, 'products/update', shoe(cost, '2026-09-01T00:00:00Z'), 'six');
  await drainAt(db.pool, shopId, SEEN_AT);
  expect(await margin()).toBe(40);
});

test('a cost in the former currency of the shop says nothing of the prices in the new one', async () => {
  await db.owner.query(`update shop set currency = 'SEK' where id = $1`, [shopId]);
  const silent = shoe(undefined, '2026-09-06T00:00:00Z', '199.00');
  await receive(db.pool, shopId, 'products/update', silent, 'seven');
  await drainAt(db.pool, shopId, SEEN_AT);
  expect(await margin()).toBeNull();
});
