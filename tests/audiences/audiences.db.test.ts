import { afterAll, expect, test } from 'vitest';
import { endTag, keepTag, segmentTag } from '#app/audiences/segment-tags.server.ts';
import { keepTags } from '#app/audiences/keep-tags.server.ts';
import { inShop, isDatabaseAway } from '#app/db.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { breakingPool, Died, type Break } from '#tests/setup/breaking-pool.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { storeAdmin } from '#tests/setup/store-admin.ts';
import { drainAt, SEEN_AT, tell } from '#tests/setup/told-shop.ts';
import { customerPayload, emailConsentPayload } from '#tests/store/payloads/customer.ts';
import type { Customer } from '#tests/store/shop-records.ts';
import { startTestStore } from '#tests/store/test-app.ts';

/** By day every fourth statement breaks, by night each. */
const STRIDE = process.env.NIGHTLY === '1' ? 1 : 4;
const BREAKS: readonly Break[] = ['dies before', 'dies after', 'cut before'];
const NOWHERE = 'http://127.0.0.1:9';
const db = await testDatabase();
const store = await startTestStore(NOWHERE, {
  webhooks: { subscribedTo: () => false },
  clock: { now: () => SEEN_AT },
  throttle: { maximum: 100_000, restoreRate: 10_000 },
});
const admin = storeAdmin(store);
afterAll(() => store.close());

let told = 0;

/** A customer of the store whom the app knows, subscribed: in the stage of subscribers. */
async function subscriber(shopId: string, name: string, tags: string[] = []): Promise<Customer> {
  const email = `${name}-${shopId}@fern.example`;
  const customer = store.shop.createCustomer({ email, firstName: name, tags });
  await tell(db.pool, shopId, 'customers/create', customerPayload(store.shop, customer), email);
  await wish(shopId, customer, 'subscribed');
  return customer;
}

async function wish(
  shopId: string,
  customer: Customer,
  state: 'subscribed' | 'unsubscribed',
): Promise<void> {
  told += 1;
  store.shop.setConsent(customer.id, 'email', state, { at: SEEN_AT + told * MINUTE });
  const payload = emailConsentPayload(store.shop, customer);
  const topic = 'customers_email_marketing_consent/update';
  await tell(db.pool, shopId, topic, payload, `wish-${String(told)}`);
  await drainAt(db.pool, shopId, now());
}

function now(): number {
  return SEEN_AT + (told + 1) * MINUTE;
}

async function runTags(shopId: string, pool = db.pool): Promise<void> {
  const telling = { pool, clock: { now }, logger: silentLogger, admin };
  while ((await keepTags(telling, shopId)).more);
}

function keep(shopId: string) {
  const wanted = { segmentKey: 'subscriber', name: 'VIP' };
  return inShop(db.pool, shopId, (client) => keepTag(client, shopId, wanted, 'staff:1', now()));
}

function end(shopId: string) {
  return inShop(db.pool, shopId, (client) =>
    endTag(client, shopId, 'subscriber', 'staff:1', now()),
  );
}

function standing(shopId: string) {
  return inShop(db.pool, shopId, (client) => segmentTag(client, shopId, 'subscriber'));
}

test('who enters a segment gets its tag and who leaves loses it; the tag that the staff gave stays theirs', async () => {
  const { id } = await installedShop(db.pool);
  const ann = await subscriber(id, 'ann');
  const bob = await subscriber(id, 'bob', ['wholesale']);
  const cleo = await subscriber(id, 'cleo', ['vip']);
  expect(await keep(id)).toEqual({ outcome: 'kept', tag: 'VIP' });
  await runTags(id);
  expect([ann.tags, bob.tags, cleo.tags]).toEqual([['VIP'], ['wholesale', 'VIP'], ['vip']]);
  expect(await standing(id)).toMatchObject({ kept: true, customers: 2, waiting: 0, refused: 0 });

  await wish(id, bob, 'unsubscribed');
  await wish(id, cleo, 'unsubscribed');
  await runTags(id);
  expect([ann.tags, bob.tags, cleo.tags]).toEqual([['VIP'], ['wholesale'], ['vip']]);
  await wish(id, bob, 'subscribed');
  const dora = await subscriber(id, 'dora');
  await runTags(id);
  expect([bob.tags, dora.tags]).toEqual([['wholesale', 'VIP'], ['VIP']]);

  const requests = store.adminFaults.requests;
  await runTags(id);
  expect(store.adminFaults.requests).toBe(requests);

  expect(await end(id)).toBe(true);
  await runTags(id);
  await runTags(id);
  expect([ann.tags, bob.tags, cleo.tags, dora.tags]).toEqual([[], ['wholesale'], ['vip'], []]);
  expect(await standing(id)).toBeNull();
  expect(await keep(id)).toEqual({ outcome: 'kept', tag: 'VIP' });
  await runTags(id);
  expect(ann.tags).toEqual(['VIP']);
});

test('a tag belongs to one segment and is a name that Shopify takes', async () => {
  const { id } = await installedShop(db.pool);
  const named = (segmentKey: string, name: string) =>
    inShop(db.pool, id, (client) => keepTag(client, id, { segmentKey, name }, 'staff:1', now()));
  expect(await named('loyal', ' Club  member ')).toEqual({ outcome: 'kept', tag: 'Club member' });
  expect(await named('subscriber', 'club MEMBER')).toEqual({
    outcome: 'taken',
    segmentKey: 'loyal',
  });
  expect(await named('loyal', 'Other')).toEqual({ outcome: 'other_tag', tag: 'Club member' });
  expect(await named('subscriber', 'a,b')).toEqual({ outcome: 'invalid', problem: 'comma' });
  expect(await named('subscriber', '  ')).toEqual({ outcome: 'invalid', problem: 'empty' });
  expect(await named('subscriber', 'x'.repeat(256))).toEqual({
    outcome: 'invalid',
    problem: 'too_long',
  });
});

test('telling tags that breaks at any statement comes to the same when it is done again', async () => {
  const counting = breakingPool(db.pool, Infinity, 'dies before');
  await scene(counting.pool);
  let runs = 0;
  for (let place = 1; place <= counting.count(); place += STRIDE) {
    const how: Break = BREAKS[place % BREAKS.length] ?? 'dies after';
    const breaking = breakingPool(db.pool, place, how);
    expect(await scene(breaking.pool)).toEqual({
      during: [['VIP'], ['vip'], []],
      after: [[], ['vip'], []],
      left: null,
    });
    expect(breaking.broke()).toBe(true);
    runs += 1;
  }
  expect(runs).toBeGreaterThan(5);
});

/** A tag turned on and off over a pool that breaks once; what everybody's tags were on the way. */
async function scene(pool: typeof db.pool) {
  const { id } = await installedShop(db.pool);
  const people = [
    await subscriber(id, 'ann'),
    await subscriber(id, 'cleo', ['vip']),
    await subscriber(id, 'bob'),
  ];
  const tags = () => people.map((person) => [...person.tags]);
  await wish(id, people[2] as Customer, 'unsubscribed');
  await keep(id);
  await runAnew(id, pool);
  const during = tags();
  await end(id);
  await runAnew(id, pool);
  await runTags(id);
  return { during, after: tags(), left: await standing(id) };
}

/** As the queue does: what broke is done again, by another process if it died. */
async function runAnew(shopId: string, pool: typeof db.pool): Promise<void> {
  try {
    await runTags(shopId, pool);
  } catch (error) {
    if (!(error instanceof Died) && !isDatabaseAway(error)) throw error;
  }
  await runTags(shopId);
}
