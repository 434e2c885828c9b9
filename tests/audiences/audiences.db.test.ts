import { createHash } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { exportSegments } from '#app/audiences/export-segments.server.ts';
import { askForExport, segmentExport } from '#app/audiences/segment-exports.server.ts';
import { endTag, keepTag, segmentTag } from '#app/audiences/segment-tags.server.ts';
import { keepTags } from '#app/audiences/keep-tags.server.ts';
import { inShop, isDatabaseAway } from '#app/db.server.ts';
import { policyOf } from '#app/engine/shop-policy.server.ts';
import { readShopifySegments } from '#app/import/shopify-segments.server.ts';
import { register } from '#app/jobs/heartbeat.server.ts';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import {
  chooseShopifySegments,
  usedShopifySegments,
} from '#app/segments/shopify-segments.server.ts';
import { adFile, type AdFile } from '#app/audiences/ad-file.server.ts';
import { breakingPool, Died, type Break } from '#tests/setup/breaking-pool.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { storeAdmin } from '#tests/setup/store-admin.ts';
import { drainAt, SEEN_AT, tell } from '#tests/setup/told-shop.ts';
import { customerPayload, emailConsentPayload } from '#tests/store/payloads/customer.ts';
import type { Customer } from '#tests/store/shop-records.ts';
import { startTestStore } from '#tests/store/test-app.ts';

/** By day every sixth statement breaks, by night each. */
const STRIDE = process.env.NIGHTLY === '1' ? 1 : 6;
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
  while ((await keepTags(telling, shopId)) !== null);
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
  expect(runs).toBeGreaterThan(3);
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

/** A segment in the store of everybody with a tag of the test's own, which nobody has yet. */
function storeSegment(shopId: string): { id: string; tag: string } {
  const [id, tag] = [String(900_000 + store.shop.segments.size), `tag-${shopId}`];
  const query = `customer_tags CONTAINS '${tag}'`;
  const at = SEEN_AT;
  store.shop.segments.set(id, { id, name: `Of ${tag}`, query, createdAt: at, updatedAt: at });
  return { id, tag };
}

function choose(shopId: string, ...chosen: { id: string; tag: string }[]) {
  const named = chosen.map(({ id, tag }) => ({ id, name: tag }));
  return inShop(db.pool, shopId, (client) =>
    chooseShopifySegments(client, shopId, named, 'staff:1', now()),
  );
}

async function readSegments(
  shopId: string,
  { pool = db.pool, client = admin, at = now() } = {},
): Promise<void> {
  const pulse = await register(db.pool, 'test');
  const clock = { now: () => at };
  const reading = { pool, clock, logger: silentLogger, pulse, policyOf, admin: client };
  while ((await readShopifySegments(reading, shopId)) !== null);
}

async function namesIn(shopId: string, key: string): Promise<string[]> {
  const { rows } = await db.owner.query<{ name: string }>(
    `select p.name from membership m join profile p on p.shop_id = $1 and p.id = m.profile_id
      where m.shop_id = $1 and m.segment_key = $2 and m.left_at is null order by 1`,
    [shopId, key],
  );
  return rows.map(({ name }) => name);
}

function used(shopId: string) {
  return inShop(db.pool, shopId, (client) => usedShopifySegments(client, shopId));
}

test("the customers of a segment of Shopify's are its members here, whatever happens to them, until it is let go", async () => {
  const { id } = await installedShop(db.pool);
  const segment = storeSegment(id);
  const key = `shopify:${segment.id}`;
  const ann = await subscriber(id, 'ann', [segment.tag]);
  const bob = await subscriber(id, 'bob');
  // More than a page of Shopify's, whom the app does not know.
  for (let n = 0; n < 260; n += 1)
    store.shop.createCustomer({ email: `${String(n)}-${id}@moss.example`, tags: [segment.tag] });
  await choose(id, segment);
  await readSegments(id);
  expect(await namesIn(id, key)).toEqual(['ann']);
  expect(await used(id)).toEqual([
    { id: segment.id, key, name: `Of ${segment.tag}`, readAt: now(), size: 261, problem: null },
  ]);

  await wish(id, ann, 'unsubscribed');
  store.shop.tagCustomer(bob.id, { add: [segment.tag] });
  expect(await namesIn(id, key)).toEqual(['ann']);
  store.shop.tagCustomer(ann.id, { remove: [segment.tag] });
  await readSegments(id, { at: now() + HOUR });
  expect(await namesIn(id, key)).toEqual(['bob']);

  await choose(id);
  await readSegments(id);
  expect(await namesIn(id, key)).toEqual([]);
  expect(await used(id)).toEqual([]);
});

test("a segment here may ask about one of Shopify's: who comes into that is in this at once", async () => {
  const { id } = await installedShop(db.pool);
  const segment = storeSegment(id);
  const predicate = JSON.stringify({ segment: `shopify:${segment.id}`, is: 'in' });
  await db.owner.query(
    `insert into segment (shop_id, key, name, purpose, version, created_at)
     values ($1, 'trade', 'Trade', 'Care', 1, now())`,
    [id],
  );
  await db.owner.query(
    `insert into segment_version (shop_id, key, version, name, purpose, predicate, note, made_by, made_at)
     values ($1, 'trade', 1, 'Trade', 'Care', $2, '', 'staff:1', now())`,
    [id, predicate],
  );
  const ann = await subscriber(id, 'ann', [segment.tag]);
  await choose(id, segment);
  await readSegments(id);
  expect(await namesIn(id, 'trade')).toEqual(['ann']);
  await wish(id, ann, 'unsubscribed');
  expect(await namesIn(id, 'trade')).toEqual(['ann']);
  store.shop.tagCustomer(ann.id, { remove: [segment.tag] });
  await readSegments(id, { at: now() + HOUR });
  expect(await namesIn(id, 'trade')).toEqual([]);
});

test('a segment that is gone has no members; one that may not be read keeps those it had, and says so', async () => {
  const { id } = await installedShop(db.pool);
  const segment = storeSegment(id);
  const key = `shopify:${segment.id}`;
  await subscriber(id, 'ann', [segment.tag]);
  await choose(id, segment);
  const denied = {
    ...admin,
    run: () => Promise.resolve({ outcome: 'denied', reason: '' } as const),
  };
  await readSegments(id, { client: denied });
  expect(await used(id)).toMatchObject([{ problem: 'denied', size: null }]);
  await readSegments(id, { at: now() + HOUR });
  expect(await used(id)).toMatchObject([{ problem: null, size: 1 }]);
  await readSegments(id, { client: denied, at: now() + 2 * HOUR });
  expect(await namesIn(id, key)).toEqual(['ann']);
  store.shop.segments.delete(segment.id);
  await readSegments(id, { at: now() + 3 * HOUR });
  expect(await used(id)).toMatchObject([{ problem: 'gone', size: 0 }]);
  expect(await namesIn(id, key)).toEqual([]);
});

test('a reading that breaks at any statement comes to the same when it is done again', async () => {
  const counting = breakingPool(db.pool, Infinity, 'dies before');
  await readingScene(counting.pool);
  for (let place = 1; place <= counting.count(); place += STRIDE) {
    const breaking = breakingPool(db.pool, place, BREAKS[place % BREAKS.length] ?? 'dies after');
    expect(await readingScene(breaking.pool)).toEqual(['ann']);
    expect(breaking.broke()).toBe(true);
  }
});

async function readingScene(pool: typeof db.pool): Promise<string[]> {
  const { id } = await installedShop(db.pool);
  const segment = storeSegment(id);
  await subscriber(id, 'ann', [segment.tag]);
  await subscriber(id, 'bob');
  await choose(id, segment);
  try {
    await readSegments(id, { pool });
  } catch (error) {
    if (!(error instanceof Died) && !isDatabaseAway(error)) throw error;
  }
  await readSegments(id);
  expect(await used(id)).toMatchObject([{ size: 1, problem: null }]);
  return await namesIn(id, `shopify:${segment.id}`);
}

test('a segment is made in Shopify once, found there after a kill, and changed when it is asked for anew', async () => {
  const { id } = await installedShop(db.pool);
  const name = `Spenders of ${id}`;
  const ask = (query: string) =>
    inShop(db.pool, id, (client) =>
      askForExport(client, id, 'spenders', { name, query }, 'staff:1', now()),
    );
  const work = { pool: db.pool, clock: { now }, logger: silentLogger, admin };
  const there = () => [...store.shop.segments.values()].filter((one) => one.name === name);
  const standsNow = () => inShop(db.pool, id, (client) => segmentExport(client, id, 'spenders'));

  await ask('amount_spent >= 100.00');
  // It was made, and the answer was never heard.
  const deaf = breakingPool(db.pool, 4, 'dies before');
  await expect(exportSegments({ ...work, pool: deaf.pool }, id)).rejects.toBeInstanceOf(Died);
  expect(there()).toHaveLength(1);
  await exportSegments(work, id);
  expect(there()).toMatchObject([{ query: 'amount_spent >= 100.00' }]);
  expect(await standsNow()).toMatchObject({
    made: { shopifyId: there()[0]?.id, query: 'amount_spent >= 100.00' },
    isWaiting: false,
    refusal: null,
  });

  await ask('amount_spent >= 200.00');
  expect(await standsNow()).toMatchObject({ isWaiting: true });
  await exportSegments(work, id);
  expect(there()).toMatchObject([{ query: 'amount_spent >= 200.00' }]);
  await ask('moon_phase = 3');
  await exportSegments(work, id);
  expect(await standsNow()).toMatchObject({ refusal: 'moon_phase filter cannot be found' });
});

async function adLines(shopId: string, file: Omit<AdFile, 'segmentKey'>): Promise<string[]> {
  const wanted = { segmentKey: 'subscriber', ...file };
  const body = await adFile(db.pool, shopId, wanted, 'staff:1', now());
  return (await new Response(body).text()).trimEnd().split('\n');
}

test('a file for ads holds hashes of those who agreed, and that it was asked for is kept', async () => {
  const { id } = await installedShop(db.pool);
  const ann = await subscriber(id, 'ann');
  const bob = await subscriber(id, 'bob');
  await wish(id, bob, 'unsubscribed');
  const hash = createHash('sha256').update(String(ann.email)).digest('hex');
  const choice = { consent: 'agreed', convertedDays: 30 } as const;
  expect(await adLines(id, { platform: 'meta', ...choice })).toEqual(['email,phone', `${hash},`]);
  expect(await adLines(id, { platform: 'google', ...choice })).toEqual(['Email,Phone', `${hash},`]);
  const { rows } = await db.owner.query(
    `select actor, subject, after from audit where shop_id = $1 and action = 'segment.ad_file' order by at`,
    [id],
  );
  expect(rows).toEqual([
    { actor: 'staff:1', subject: 'segment:subscriber', after: { platform: 'meta', ...choice } },
    { actor: 'staff:1', subject: 'segment:subscriber', after: { platform: 'google', ...choice } },
  ]);
});
