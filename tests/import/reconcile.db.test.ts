import { afterAll, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { reconcile } from '#app/imports/shopify/reconcile.server.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { storeAdmin } from '#tests/setup/store-admin.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { startTestApp, startTestStore } from '#tests/store/test-app.ts';
import {
  deliver,
  finishImports,
  importHistory,
  importServices,
  knownRecords,
} from './import-environment.ts';
import { HISTORY_SCOPES, recordedSales, webhookOutcome } from './recorded-sales.ts';

const NIGHTLY = process.env.NIGHTLY !== undefined;
const INVOICES = NIGHTLY ? 8_000 : 800;
const OBJECTS_A_REQUEST = 50;

const db = await testDatabase();
const { invoices, products } = await recordedSales(INVOICES);
const start = (invoices[0]?.at ?? 0) - HOUR;
let now = start;
const app = await startTestApp();
const store = await startTestStore(app.url, {
  clock: { now: () => now },
  products,
  scopes: HISTORY_SCOPES,
});
const admin = storeAdmin(store);

afterAll(async () => {
  await store.close();
  await app.close();
});

test('what Shopify never sent is found by one comparison, at a request for 50 objects or fewer', async () => {
  const { id } = await installedShop(db.pool);
  await importHistory(await importServices(db.pool, admin, start), id);

  for (const invoice of invoices) store.shop.replayInvoice(invoice);
  now = (invoices.at(-1)?.at ?? 0) + HOUR;
  await store.webhooks.idle();
  const sent = app.received.map((webhook, place) => ({ webhook, outcome: webhookOutcome(place) }));
  const of = (outcome: string) =>
    sent.filter((one) => one.outcome === outcome).map((one) => one.webhook);
  expect(of('lost').length).toBeGreaterThan(0.05 * sent.length);
  await deliver(db.pool, id, of('sent'));
  await drainAt(db.pool, id, now);

  Object.assign(store.adminFaults, { throttledShare: 0.2, requests: 0 });
  const services = await importServices(db.pool, admin, now);
  await reconcile(services, id);
  await finishImports(services, id);
  store.adminFaults.throttledShare = 0;
  const objects = store.shop.orders.size + store.shop.customers.size;
  expect(store.adminFaults.requests).toBeLessThanOrEqual(Math.ceil(objects / OBJECTS_A_REQUEST));

  const { id: whole } = await installedShop(db.pool);
  await importHistory(await importServices(db.pool, admin, now), whole);
  const truth = await knownRecords(db.owner, whole);
  const found = await knownRecords(db.owner, id);
  expect(found.orders).toHaveLength(store.shop.orders.size);
  expect(found).toEqual(truth);

  // What was only late comes a day later and changes nothing any more.
  await deliver(db.pool, id, of('late'));
  await drainAt(db.pool, id, now + DAY);
  expect(await knownRecords(db.owner, id)).toEqual(truth);
});

test('an order that was deleted stays deleted when an older file brings it again', async () => {
  const [early, late] = [await installedShop(db.pool), await installedShop(db.pool)];
  const [gone] = store.shop.orders.keys();
  const body = Buffer.from(JSON.stringify({ id: Number(gone) }));
  const deleted = { key: 'gone', topic: 'orders/delete', receivedAt: now, triggeredAt: now, body };
  const receive = async (shopId: string) => {
    await inShop(db.pool, shopId, (client) => storeDeliveries(client, shopId, [deleted]));
    await drainAt(db.pool, shopId, now);
  };
  await receive(early.id);
  await importHistory(await importServices(db.pool, admin, now), early.id);
  await importHistory(await importServices(db.pool, admin, now), late.id);
  await receive(late.id);
  const known = await knownRecords(db.owner, late.id);
  expect(known.orders).toHaveLength(store.shop.orders.size - 1);
  expect(await knownRecords(db.owner, early.id)).toEqual(known);
});

test('a return that is opened is known after the next comparison, though no webhook says so', async () => {
  const { id } = await installedShop(db.pool);
  await importHistory(await importServices(db.pool, admin, now), id);
  const [orderId = ''] = store.shop.orders.keys();
  const isOpenAfter = async (status: 'RETURN_REQUESTED' | 'RETURNED') => {
    now += HOUR;
    store.shop.setReturnStatus(orderId, status);
    await store.webhooks.idle();
    const [update] = app.received.slice(-1);
    if (!update) throw new Error('The change of the order is sent.');
    now += MINUTE;
    const services = await importServices(db.pool, admin, now);
    await reconcile(services, id);
    await finishImports(services, id);
    // That is late, and says nothing of it.
    await deliver(db.pool, id, [update]);
    await drainAt(db.pool, id, now);
    const { rows } = await db.owner.query<{ open: boolean | null }>(
      `select (snapshot #>> '{returns,isOpen}')::boolean as open from purchase where shop_id = $1 and order_id = $2`,
      [id, orderId],
    );
    return rows[0]?.open;
  };
  expect(await isOpenAfter('RETURN_REQUESTED')).toBe(true);
  expect(await isOpenAfter('RETURNED')).toBe(false);
});

test('an order that was deleted without our hearing of it counts no more after two comparisons', async () => {
  const { id } = await installedShop(db.pool);
  const start = Math.max(...[...store.shop.orders.values()].map(({ createdAt }) => createdAt));
  now = Math.max(now, start) + HOUR;
  const customer = store.shop.createCustomer({ email: 'deleted@example.com' });
  const [product] = products;
  if (!product) throw new Error('The fixture has products.');
  const lines = [{ variantId: product.variantId, quantity: 1 }];
  const [kept, gone] = [1, 2].map(() =>
    store.shop.placeOrder({ customerId: customer.id, lines, stock: 'leave' }),
  );
  await importHistory(await importServices(db.pool, admin, now), id);
  now += HOUR;
  if (gone) store.shop.deleteOrder(gone.id);
  const isKnown = async (orderId: string | undefined) => {
    const { rowCount } = await db.owner.query(
      'select from purchase where shop_id = $1 and order_id = $2',
      [id, orderId],
    );
    return rowCount === 1;
  };
  // Some hundred orders at a time, and again from the oldest on.
  const rounds = 2 * Math.ceil(store.shop.orders.size / 100) + 2;
  for (let round = 0; round < rounds && (await isKnown(gone?.id)); round += 1) {
    now += HOUR;
    store.adminFaults.requests = 0;
    await reconcile(await importServices(db.pool, admin, now), id);
    expect(store.adminFaults.requests).toBe(1);
    await drainAt(db.pool, id, now);
  }
  expect(await isKnown(gone?.id)).toBe(false);
  expect(await isKnown(kept?.id)).toBe(true);
});

test('where nothing changed a comparison is one request', async () => {
  const { id } = await installedShop(db.pool);
  await importHistory(await importServices(db.pool, admin, now), id);
  const later = await importServices(db.pool, admin, now + 11 * MINUTE);
  store.adminFaults.requests = 0;
  await reconcile(later, id);
  await finishImports(later, id);
  expect(store.adminFaults.requests).toBe(1);
});

test('a product deleted and a collection filled without our hearing of it are found', async () => {
  const { id } = await installedShop(db.pool);
  const [kept, gone] = products.slice(-2).map((product) => product.id);
  if (kept === undefined || gone === undefined) throw new Error('The fixture has two products.');
  const gifts = store.shop.saveCollection({ title: 'Gifts', productIds: [gone] });
  await importHistory(await importServices(db.pool, admin, now), id);

  now += DAY + HOUR;
  store.shop.saveCollection({ id: gifts.id, title: 'Gifts', productIds: [kept, gone] });
  store.shop.deleteProduct(gone);
  const services = await importServices(db.pool, admin, now);
  await reconcile(services, id);
  await finishImports(services, id);
  const known = await knownRecords(db.owner, id);
  expect(known.products).toHaveLength(store.shop.products.size);
  expect(known.collections).toEqual([{ title: 'Gifts', product_id: kept }]);
});

test('a shop from before costs were read has all its products read once, and knows then what they cost', async () => {
  const { id } = await installedShop(db.pool);
  await importHistory(await importServices(db.pool, admin, now), id);
  await db.owner.query(`update variant set cost_minor = null where shop_id = $1`, [id]);
  await db.owner.query('update shop set costs_due_since = $2 where id = $1', [id, new Date(now)]);
  now += HOUR;
  const compare = async () => {
    const services = await importServices(db.pool, admin, now);
    await reconcile(services, id);
    await finishImports(services, id);
    const { rows } = await db.owner.query<{ isDue: boolean; taxes: boolean; whole: number }>(
      `select costs_due_since is not null as "isDue", taxes_included as taxes,
              (select count(*)::int from import_run where shop_id = $1 and kind = 'products'
                and purpose = 'changes' and since is null) as whole
         from shop where id = $1`,
      [id],
    );
    return rows[0];
  };
  expect(await compare()).toEqual({ isDue: false, taxes: true, whole: 1 });
  now += HOUR;
  expect(await compare()).toEqual({ isDue: false, taxes: true, whole: 1 });
});
