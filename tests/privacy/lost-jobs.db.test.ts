import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { enqueuePrivacyRequests } from '#app/engine/timers.server.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { requestState } from '#app/privacy/page/request-words.ts';
import { listRequests } from '#app/privacy/list-requests.server.ts';
import { CUSTOMER_ID, customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { complianceRequestPayload } from '#tests/fixtures/shop-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { runPrivacyJob } from './erase-customer.ts';

const db = await testDatabase();
const VIEW = { search: '', sort: 'received', direction: 'descending', page: 1 } as const;

/** A shop that was asked to erase a customer, and whose job for it is lost. */
async function forgottenShop(topic = 'customers/redact'): Promise<TestShop> {
  const shop = await installedShop(db.pool);
  const customer = { id: Number(CUSTOMER_ID), email: 'ada@example.com', phone: null };
  await receive(db.pool, shop.id, 'customers/create', customerPayload(), 'customer');
  const rest =
    topic === 'customers/redact' ? { orders_to_redact: [] } : { data_request: { id: 1 } };
  const request = complianceRequestPayload({ shop_domain: shop.domain, customer, ...rest });
  await receive(db.pool, shop.id, topic, request, 'ask');
  await drainAt(db.pool, shop.id, SEEN_AT);
  await loseJob(shop.id);
  return shop;
}

async function loseJob(shopId: string): Promise<void> {
  expect(await hasJob(shopId)).toBe(true);
  await db.owner.query('select graphile_worker.remove_job($1)', [`privacy:${shopId}`]);
}

async function hasJob(shopId: string): Promise<boolean> {
  const { rows } = await db.owner.query<{ has: boolean }>(
    'select exists (select from graphile_worker.jobs where key = $1) as has',
    [`privacy:${shopId}`],
  );
  return rows[0]?.has === true;
}

async function listed(shopId: string) {
  const page = await inShop(db.pool, shopId, (client) => listRequests(client, shopId, VIEW));
  const [request] = page.requests;
  if (!request) throw new Error('There is a request.');
  return request;
}

test('a request whose job is lost is done all the same, and then nothing is looked for', async () => {
  const shop = await forgottenShop();
  await enqueuePrivacyRequests(db.pool, SEEN_AT + MINUTE, silentLogger);
  expect(await hasJob(shop.id)).toBe(false);
  const later = SEEN_AT + 2 * HOUR;
  await enqueuePrivacyRequests(db.pool, later, silentLogger);
  expect(await hasJob(shop.id)).toBe(true);
  await runPrivacyJob(db.pool, shop.id, later);
  expect((await listed(shop.id)).doneAt).toBe(later);
  await loseJob(shop.id);
  await enqueuePrivacyRequests(db.pool, later + DAY, silentLogger);
  expect(await hasJob(shop.id)).toBe(false);
});

test('a shop whose erasure waits for its 48 hours is erased although the job that waits is lost', async () => {
  const shop = await installedShop(db.pool);
  await db.owner.query('update shop set uninstalled_at = $2 where id = $1', [
    shop.id,
    new Date(SEEN_AT - HOUR),
  ]);
  const request = { shop_id: 548380009, shop_domain: shop.domain };
  await receive(db.pool, shop.id, 'shop/redact', request, 'redact');
  await drainAt(db.pool, shop.id, SEEN_AT);
  await runPrivacyJob(db.pool, shop.id, SEEN_AT);
  await loseJob(shop.id);
  await enqueuePrivacyRequests(db.pool, SEEN_AT + 47 * HOUR - MINUTE, silentLogger);
  expect(await hasJob(shop.id)).toBe(false);
  await enqueuePrivacyRequests(db.pool, SEEN_AT + 47 * HOUR, silentLogger);
  expect(await hasJob(shop.id)).toBe(true);
  await runPrivacyJob(db.pool, shop.id, SEEN_AT + 47 * HOUR);
  const left = await db.owner.query('select from shop where id = $1', [shop.id]);
  expect(left.rowCount).toBe(0);
});

test('a shop whose job cannot be enqueued keeps no other from it', async () => {
  const [bad, good] = [await forgottenShop(), await forgottenShop()];
  await db.owner.query(`update shop set privacy_due_at = 'epoch' where id = $1`, [bad.id]);
  await db.owner.query(
    `alter table shop add constraint broken check (id <> '${bad.id}') not valid`,
  );
  await enqueuePrivacyRequests(db.pool, SEEN_AT + 2 * HOUR, silentLogger);
  await db.owner.query('alter table shop drop constraint broken');
  expect([await hasJob(bad.id), await hasJob(good.id)]).toEqual([false, true]);
});

test('a request that cannot be worked on keeps no later one of its shop from being done', async () => {
  const shop = await forgottenShop();
  await db.owner.query(
    `insert into compliance_duty (shop_id, delivery_key, topic, request, work, received_at, due_at)
     values ($1, 'broken', 'customers/redact', '{}',
       '{"identifiers": [], "profileIds": ["no uuid"]}', $2, $2)`,
    [shop.id, new Date(SEEN_AT - DAY)],
  );
  await expect(runPrivacyJob(db.pool, shop.id, SEEN_AT + MINUTE)).rejects.toThrow('uuid');
  expect((await listed(shop.id)).doneAt).toBe(SEEN_AT + MINUTE);
});

test('a request without an answer within 30 days is shown as overdue', async () => {
  const shop = await forgottenShop('customers/data_request');
  await runPrivacyJob(db.pool, shop.id, SEEN_AT + HOUR);
  const request = await listed(shop.id);
  expect(requestState(request, SEEN_AT + 30 * DAY - 1).text).toBe('Ready to download');
  expect(requestState(request, SEEN_AT + 30 * DAY).text).toBe('Overdue');
});
