import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { HELD_TABLES } from '#app/profiles/person-tables/registry.ts';
import { exportPerson } from '#app/privacy/export-person.server.ts';
import { exportHtml, exportJson } from '#app/privacy/person-export.ts';
import { listRequests } from '#app/privacy/list-requests.server.ts';
import { CUSTOMER_ID, customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { ORDER_ID, orderPayload } from '#tests/fixtures/order-payloads.ts';
import { complianceRequestPayload } from '#tests/fixtures/shop-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { plantCanary } from './canary.ts';
import { eraseCustomer, runPrivacyJob } from './erase-customer.ts';

const db = await testDatabase({ isFilled: true });
const NOW = SEEN_AT + MINUTE;
const VIEW = { search: '', sort: 'received', direction: 'descending', page: 1 } as const;
const ADA = { email: 'ada@example.com', phone: '+442079460000' };

async function askingShop(): Promise<TestShop> {
  const shop = await installedShop(db.pool);
  await receive(db.pool, shop.id, 'customers/create', customerPayload(ADA), 'customer');
  const order = orderPayload({ customer: customerPayload(ADA) });
  await receive(db.pool, shop.id, 'orders/create', order, 'order');
  await drainAt(db.pool, shop.id, SEEN_AT);
  const { rows } = await db.owner.query<{ id: string }>(
    `select profile_id as id from identity where shop_id = $1 and kind = 'email'`,
    [shop.id],
  );
  await plantCanary(db.owner, shop.id, {
    ...ADA,
    customerId: CUSTOMER_ID,
    orderId: ORDER_ID,
    cartToken: 'canarycart',
    checkoutToken: 'canarycheckout',
    visitor: 'canaryvisitor',
    profileId: rows[0]?.id ?? '',
  });
  const request = complianceRequestPayload({
    shop_domain: shop.domain,
    customer: { id: Number(CUSTOMER_ID), ...ADA },
    data_request: { id: 1 },
  });
  await receive(db.pool, shop.id, 'customers/data_request', request, 'ask-1');
  await drainAt(db.pool, shop.id, NOW);
  await runPrivacyJob(db.pool, shop.id, NOW);
  return shop;
}

async function list(shopId: string, search = '') {
  return await inShop(db.pool, shopId, (client) =>
    listRequests(client, shopId, { ...VIEW, search }),
  );
}

test('a data request is ready to download once the job ran, and done when it was downloaded', async () => {
  const shop = await askingShop();
  const { requests } = await list(shop.id, 'ADA@');
  expect(requests).toMatchObject([
    { key: 'ask-1', email: ADA.email, doneAt: null, dueAt: SEEN_AT + 30 * 24 * 60 * MINUTE },
  ]);
  expect(requests[0]?.certificate?.rows).toBeGreaterThan(10);
  const exported = await inShop(db.pool, shop.id, (client) =>
    exportPerson(client, shop, 'ask-1', 'staff-1', NOW),
  );
  if (exported.outcome !== 'exported') throw new Error('It is exported.');
  const { data } = exported;
  const done = (await list(shop.id)).requests.find(({ key }) => key === 'ask-1');
  expect(done).toMatchObject({ email: null, doneAt: NOW, downloadedAt: NOW });
  const { rows } = await db.owner.query(
    `select actor, action, subject from audit where shop_id = $1 and action = 'privacy.exported'`,
    [shop.id],
  );
  expect(rows).toEqual([
    { actor: 'staff-1', action: 'privacy.exported', subject: 'privacy:ask-1' },
  ]);
  const tables = data.sections.map(({ table }) => table);
  const headed = HELD_TABLES.filter(
    ({ person, record }) => person.heading !== null && (record.personal ?? record.mentions),
  );
  // A visitor that was never linked to the person belongs to no one.
  const wanted = headed.map(({ table }) => table).filter((table) => table !== 'pending_visit');
  expect(wanted.filter((table) => !tables.includes(table))).toEqual([]);
  expect(tables).toContain('quarantine');
  const json = JSON.parse(exportJson(data)) as { data: Record<string, unknown[]> };
  expect(json.data.purchase).toHaveLength(1);
  expect(exportHtml(data)).toContain('<h2>Orders</h2>');
  expect(exportHtml(data)).toContain(ADA.email);
});

test('an export shows markup that a customer typed as text', () => {
  const sections = [{ table: 'event', rows: [{ props: '<script>x</script>' }], isWhole: false }];
  const html = exportHtml({ shop: 's"<b>', madeAt: 'now', sections });
  expect(html).not.toContain('<script>');
  expect(html).not.toContain('<b>');
  expect(html).toContain('There is more');
});

test('a request of another shop, and one that is no data request, are not exported', async () => {
  const shop = await askingShop();
  const other = await installedShop(db.pool);
  const exported = await inShop(db.pool, other.id, (client) =>
    exportPerson(client, other, 'ask-1', 'staff-1', NOW),
  );
  expect(exported).toEqual({ outcome: 'not_found' });
  await db.owner.query(`update compliance_duty set topic = 'customers/redact' where shop_id = $1`, [
    shop.id,
  ]);
  const refused = await inShop(db.pool, shop.id, (client) =>
    exportPerson(client, shop, 'ask-1', 'staff-1', NOW),
  );
  expect(refused).toEqual({ outcome: 'not_found' });
});

async function requestNow(shopId: string): Promise<unknown> {
  const { rows } = await db.owner.query(
    `select request, done_at is not null as done, note from compliance_duty
      where shop_id = $1 and topic = 'customers/data_request'`,
    [shopId],
  );
  return rows;
}

test('a request that was downloaded says no more whom it was about, and can be downloaded again', async () => {
  const shop = await askingShop();
  const download = () =>
    inShop(db.pool, shop.id, (client) => exportPerson(client, shop, 'ask-1', 'staff-1', NOW));
  const first = await download();
  expect(await requestNow(shop.id)).toEqual([{ request: {}, done: true, note: null }]);
  const { rows } = await db.owner.query<{ named: string }>(
    `select row_to_json(d)::text as named from compliance_duty d where shop_id = $1 and topic = 'customers/data_request'`,
    [shop.id],
  );
  const names = [ADA.email, ADA.phone, CUSTOMER_ID, ORDER_ID];
  expect(names.filter((text) => rows[0]?.named.includes(text))).toEqual([]);
  const again = await download();
  if (first.outcome !== 'exported' || again.outcome !== 'exported') throw new Error('Both are.');
  const found = (exported: typeof first) => exported.data.sections.map(({ table }) => table);
  expect(found(again)).toEqual(found(first));
});

test('a request for data of a customer who is erased before it was downloaded is closed and names no person', async () => {
  const shop = await askingShop();
  await eraseCustomer(db.pool, shop, { id: Number(CUSTOMER_ID), ...ADA }, NOW);
  expect(await requestNow(shop.id)).toEqual([
    { request: {}, done: true, note: 'The customer was erased before the data was downloaded.' },
  ]);
});
