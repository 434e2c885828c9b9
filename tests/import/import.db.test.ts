import type pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { historyRuns } from '#app/imports/shopify/store/import-runs.server.ts';
import { startHistory } from '#app/imports/shopify/start-import.server.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { storeAdmin } from '#tests/setup/store-admin.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { addContact, addLocation, createCompany } from '#tests/store/companies.ts';
import { startTestApp, startTestStore } from '#tests/store/test-app.ts';
import {
  deliver,
  finishImports,
  importHistory,
  importServices,
  knownRecords,
} from './import-environment.ts';
import { HISTORY_SCOPES, recordedSales } from './recorded-sales.ts';

const INVOICES = 400;
const KILLS = 20;

const db = await testDatabase();
const { invoices: recorded, products } = await recordedSales(INVOICES);
// Things happen at any part of a second; Shopify sends the second.
const invoices = recorded.map((invoice) => ({ ...invoice, at: invoice.at + 123 }));
const now = (invoices.at(-1)?.at ?? 0) + HOUR;

const app = await startTestApp();
const store = await startTestStore(app.url, {
  clock: { now: () => now },
  products,
  scopes: HISTORY_SCOPES,
});
const admin = storeAdmin(store);

for (const invoice of invoices) store.shop.replayInvoice(invoice);
decorate();
await store.webhooks.idle();
const collection = store.shop.saveCollection({
  title: 'Kitchen',
  productIds: products.slice(0, 12).map(({ id }) => id),
});
foundCompany();
await store.webhooks.idle();
const history = [...app.received];

afterAll(async () => {
  await store.close();
  await app.close();
});

/** Consent, parcels and cancellations, each followed by the customer as they are then. */
function decorate(): void {
  const at = (minutes: number) => now - HOUR + minutes * MINUTE;
  [...store.shop.customers.values()].slice(0, 40).forEach(({ id }, index) => {
    store.shop.setConsent(id, 'email', index % 3 === 0 ? 'unsubscribed' : 'subscribed', {
      at: at(1),
    });
    store.shop.updateCustomer(id, { phone: '+447700900123', at: at(2) });
  });
  for (const { id } of [...store.shop.orders.values()].slice(0, 30)) {
    store.shop.fulfilOrder(id, { at: at(3) });
    store.shop.deliverOrder(id, { at: at(4) });
  }
  for (const { id } of [...store.shop.orders.values()].slice(30, 36))
    store.shop.cancelOrder(id, { at: at(5) });
}

/** A company that two customers buy for. */
function foundCompany(): void {
  const company = createCompany(store.shop, { name: 'Mill Lane Stores', externalId: 'ML-7' });
  const [first, second] = [...store.shop.customers.values()].slice(-2);
  for (const customer of [first, second])
    if (customer) addContact(store.shop, company, { customerId: customer.id, title: 'Buyer' });
  addLocation(store.shop, company, { name: 'Leeds' });
}

async function shopByWebhooks(): Promise<string> {
  const { id } = await installedShop(db.pool);
  await deliver(db.pool, id, history);
  await drainAt(db.pool, id, now);
  return id;
}

async function shopByImport(): Promise<string> {
  const { id } = await installedShop(db.pool);
  await importHistory(await importServices(db.pool, admin, now), id);
  return id;
}

async function numberOf(sql: string, shopId: string): Promise<number> {
  const { rows } = await db.owner.query<{ count: string }>(sql, [shopId]);
  return Number(rows[0]?.count);
}

test('an import knows what webhooks would have sent, people, orders and money', async () => {
  const [byWebhooks, byImport] = [await shopByWebhooks(), await shopByImport()];
  const expected = await knownRecords(db.owner, byWebhooks);
  const known = await knownRecords(db.owner, byImport);
  expect(expected.orders.length).toBeGreaterThan(200);
  expect(known.people).toEqual(expected.people);
  expect(known.orders).toEqual(expected.orders);
  expect(known.products).toHaveLength(store.shop.products.size);
  expect(known.companies).toEqual(expected.companies);
  expect(known.companies).toHaveLength(2);
  expect(known.collections).toEqual(
    collection.productIds.toSorted().map((product_id) => ({ title: 'Kitchen', product_id })),
  );

  const runs = await inShop(db.pool, byImport, (client) => historyRuns(client, byImport));
  for (const run of runs)
    expect(run).toMatchObject({ state: 'done', objectsUnusable: 0, objectsDone: run.objectsTotal });
  expect(runs.map(({ kind, objectsDone }) => [kind, objectsDone])).toEqual([
    ['collections', 1],
    ['companies', 1],
    ['customers', store.shop.customers.size],
    ['orders', store.shop.orders.size],
    ['products', store.shop.products.size],
  ]);
});

test('no mail is sent because of what was before the installation', async () => {
  const shopId = await shopByImport();
  expect(await numberOf('select count(*) from journey_run where shop_id = $1', shopId)).toBe(0);
  expect(await numberOf('select count(*) from effect where shop_id = $1', shopId)).toBe(0);
});

test('an import done twice, and beside the webhooks of the same things, counts everything once', async () => {
  const shopId = await shopByImport();
  const once = await knownRecords(db.owner, shopId);
  const services = await importServices(db.pool, admin, now);
  await importHistory(services, shopId);
  expect(await knownRecords(db.owner, shopId)).toEqual(once);

  const { id: beside } = await installedShop(db.pool);
  await inShop(db.pool, beside, (client) => startHistory(client, beside, now));
  const middle = Math.floor(history.length / 2);
  await deliver(db.pool, beside, history.slice(middle));
  await Promise.all([finishImports(services, beside), drainAt(db.pool, beside, now)]);
  await deliver(db.pool, beside, history.slice(0, middle));
  await drainAt(db.pool, beside, now);
  expect(await knownRecords(db.owner, beside)).toEqual(once);
});

test(`an import killed ${String(KILLS)} times ends as one that was not disturbed`, async () => {
  const expected = await knownRecords(db.owner, await shopByImport());
  const { id } = await installedShop(db.pool);
  const calm = { ...(await importServices(db.pool, admin, now)), batch: 40 };
  await inShop(db.pool, id, (client) => startHistory(client, id, now));
  let kills = 0;
  let budget = 1;
  const pool = failing(db.pool, () => kills < KILLS && (budget -= 1) < 0);
  await finishImports({ ...calm, pool }, id, (error) => {
    if (!(error instanceof Killed)) throw error;
    kills += 1;
    budget = 3 + ((kills * 7) % 23);
  });
  expect(kills).toBe(KILLS);
  expect(await knownRecords(db.owner, id)).toEqual(expected);
});

test('without read_all_orders only the orders of 60 days come', async () => {
  const limited = await startTestStore(app.url, {
    clock: { now: () => now },
    products: products.slice(0, 5),
    scopes: 'read_customers,read_orders,read_fulfillments,read_products',
    webhooks: { subscribedTo: () => false },
  });
  try {
    const lines = [{ variantId: products[0]?.variantId ?? '', quantity: 1 }];
    for (const days of [1, 59, 61, 400])
      limited.shop.placeOrder({ lines, stock: 'leave', at: now - days * DAY });
    const { id } = await installedShop(db.pool);
    await importHistory(await importServices(db.pool, storeAdmin(limited), now), id);
    expect(await numberOf('select count(*) from purchase where shop_id = $1', id)).toBe(2);
  } finally {
    await limited.close();
    storeAdmin(store);
  }
});

/** Thrown where a kill would have struck. */
class Killed extends Error {
  override name = 'Killed';
  code = 'ECONNRESET';
}

/** A pool whose transactions break when `strikes` says so: before a statement is sent, or right after a commit. */
function failing(pool: pg.Pool, strikes: () => boolean): pg.Pool {
  async function connect(): Promise<pg.PoolClient> {
    const client = await pool.connect();
    async function query(text: string, values?: unknown[]): Promise<pg.QueryResult> {
      if (!strikes()) return await client.query(text, values);
      if (text === 'commit') await client.query(text);
      throw new Killed('The process was killed here.');
    }
    return Object.assign(Object.create(client) as pg.PoolClient, { query });
  }
  const query = (text: string, values?: unknown[]) => pool.query(text, values);
  return Object.assign(Object.create(pool) as pg.Pool, { connect, query });
}
