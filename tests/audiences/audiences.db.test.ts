import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { adFile, type AdFile } from '#app/destinations/ad-file.server.ts';
import { askForExport, segmentExport } from '#app/destinations/segment-exports.server.ts';
import { disableTag, enableTag, segmentTag } from '#app/destinations/segment-tags.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { breakingPool, Died } from '#tests/setup/breaking-pool.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';
import { installedShop } from '#tests/setup/shop.ts';
import type { Customer } from '#tests/store/shop-records.ts';
import { breakAt, ignoreDeath, openAudienceEnvironment, STRIDE } from './audience-environment.ts';

const db = await testDatabase();
const heartbeat = await registerHeartbeat(db.pool, 'worker');
const { store, admin, now, changeConsent, subscriber } = await openAudienceEnvironment(db);

async function runTags(shopId: string, pool = db.pool): Promise<void> {
  const services = { pool, clock: { now }, heartbeat, admin };
  while ((await runEffectsOf('sync_tag', services, shopId)) !== null);
}

function enable(shopId: string) {
  const wanted = { segmentKey: 'subscriber', name: 'VIP' };
  return inShop(db.pool, shopId, (client) => enableTag(client, shopId, wanted, 'staff:1', now()));
}

function disable(shopId: string) {
  return inShop(db.pool, shopId, (client) =>
    disableTag(client, shopId, 'subscriber', 'staff:1', now()),
  );
}

function currentTag(shopId: string) {
  return inShop(db.pool, shopId, (client) => segmentTag(client, shopId, 'subscriber'));
}

test('entering a segment adds its tag and leaving removes it; the tag that the staff gave stays theirs', async () => {
  const { id } = await installedShop(db.pool);
  const ann = await subscriber(id, 'ann');
  const bob = await subscriber(id, 'bob', ['wholesale']);
  const cleo = await subscriber(id, 'cleo', ['vip']);
  expect(await enable(id)).toEqual({ outcome: 'enabled', tag: 'VIP' });
  await runTags(id);
  expect([ann.tags, bob.tags, cleo.tags]).toEqual([['VIP'], ['wholesale', 'VIP'], ['vip']]);
  expect(await currentTag(id)).toMatchObject({
    enabled: true,
    customers: 2,
    pending: 0,
    refused: 0,
  });

  await changeConsent(id, bob, 'unsubscribed');
  await changeConsent(id, cleo, 'unsubscribed');
  await runTags(id);
  expect([ann.tags, bob.tags, cleo.tags]).toEqual([['VIP'], ['wholesale'], ['vip']]);
  await changeConsent(id, bob, 'subscribed');
  const dora = await subscriber(id, 'dora');
  await runTags(id);
  expect([bob.tags, dora.tags]).toEqual([['wholesale', 'VIP'], ['VIP']]);

  const requests = store.adminFaults.requests;
  await runTags(id);
  expect(store.adminFaults.requests).toBe(requests);

  expect(await disable(id)).toBe(true);
  await runTags(id);
  await runTags(id);
  expect([ann.tags, bob.tags, cleo.tags, dora.tags]).toEqual([[], ['wholesale'], ['vip'], []]);
  expect(await currentTag(id)).toBeNull();
  expect(await enable(id)).toEqual({ outcome: 'enabled', tag: 'VIP' });
  await runTags(id);
  expect(ann.tags).toEqual(['VIP']);
});

test('a tag belongs to one segment and is a name that Shopify takes', async () => {
  const { id } = await installedShop(db.pool);
  const named = (segmentKey: string, name: string) =>
    inShop(db.pool, id, (client) => enableTag(client, id, { segmentKey, name }, 'staff:1', now()));
  expect(await named('loyal', ' Club  member ')).toEqual({
    outcome: 'enabled',
    tag: 'Club member',
  });
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

test('a tag sync that breaks at any statement comes to the same when it is done again', async () => {
  const counting = breakingPool(db.pool, Infinity, 'dies before');
  await scene(counting.pool);
  let runs = 0;
  for (let place = 1; place <= counting.count(); place += STRIDE) {
    const breaking = breakingPool(db.pool, place, breakAt(place));
    expect(await scene(breaking.pool)).toEqual({
      during: [['VIP'], ['vip'], []],
      after: [[], ['vip'], []],
      left: null,
    });
    expect(breaking.broke()).toBe(true);
    runs += 1;
  }
  expect(runs).toBeGreaterThan(2);
});

test('a tag to which Shopify gives no answer is put off, and those of other customers are sent', async () => {
  const { id } = await installedShop(db.pool);
  const ann = await subscriber(id, 'ann');
  const bob = await subscriber(id, 'bob');
  const silent: AdminClient = {
    shop: admin.shop,
    run: (operation, variables) =>
      operation.name === 'TagsAdd' && JSON.stringify(variables).includes(String(ann.id))
        ? Promise.resolve({ outcome: 'failed', reason: 'HTTP 502' })
        : admin.run(operation, variables),
  };
  await enable(id);
  const services = { pool: db.pool, clock: { now }, heartbeat, random: () => 0.5 };
  await runEffectsOf('sync_tag', { ...services, admin: silent }, id);
  expect([ann.tags, bob.tags]).toEqual([[], ['VIP']]);
  const { rows } = await db.owner.query(
    `select state, reason, answer, attempts, due_at > $2 as "isPutOff" from effect
      where shop_id = $1 and kind = 'sync_tag' and state <> 'done'`,
    [id, new Date(now())],
  );
  const reason = 'shopify_unavailable';
  const putOff = { state: 'ready', reason, answer: 'HTTP 502', attempts: 1, isPutOff: true };
  expect(rows).toEqual([putOff]);
  const later = { now: () => now() + MINUTE };
  await runEffectsOf('sync_tag', { ...services, clock: later, admin }, id);
  expect(ann.tags).toEqual(['VIP']);
});

test('a customer for whom Shopify gives no tags is put off alone, and the others get theirs', async () => {
  const { id } = await installedShop(db.pool);
  const people = [];
  for (const name of ['ann', 'bob', 'cleo', 'dora', 'eve']) people.push(await subscriber(id, name));
  const bad = people[3];
  let asked = 0;
  const partly: AdminClient = {
    shop: admin.shop,
    run(operation, variables) {
      if (operation.name !== 'CustomerTags') return admin.run(operation, variables);
      asked += 1;
      return JSON.stringify(variables).includes(`Customer/${String(bad?.id)}"`)
        ? Promise.resolve({ outcome: 'failed', reason: 'Invalid global id' })
        : admin.run(operation, variables);
    },
  };
  await enable(id);
  const services = { pool: db.pool, clock: { now }, heartbeat, random: () => 0.5 };
  await runEffectsOf('sync_tag', { ...services, admin: partly }, id);
  expect(people.map(({ tags }) => tags)).toEqual([['VIP'], ['VIP'], ['VIP'], [], ['VIP']]);
  expect(asked).toBeLessThan(7);
  const { rows } = await db.owner.query(
    `select state, answer, attempts from effect where shop_id = $1 and kind = 'sync_tag' and state <> 'done'`,
    [id],
  );
  expect(rows).toEqual([{ state: 'ready', answer: 'Invalid global id', attempts: 1 }]);
});

test('tags are not sent on while Shopify gives no answer to any, and few of them count it as a try', async () => {
  const { id } = await installedShop(db.pool);
  for (let number = 1; number <= 12; number += 1) await subscriber(id, `person-${String(number)}`);
  let requests = 0;
  const down: AdminClient = {
    shop: admin.shop,
    run() {
      requests += 1;
      return Promise.resolve({ outcome: 'failed', reason: 'HTTP 502' });
    },
  };
  await enable(id);
  const services = { pool: db.pool, clock: { now }, heartbeat, random: () => 0.5 };
  const pause = await runEffectsOf('sync_tag', { ...services, admin: down }, id);
  expect(pause).toBe(MINUTE);
  expect(requests).toBeLessThan(8);
  const { rows } = await db.owner.query(
    `select sum(attempts)::int as tries, count(*) filter (where due_at <= $2)::int as due from effect
      where shop_id = $1 and kind = 'sync_tag'`,
    [id, new Date(now())],
  );
  expect(rows).toEqual([{ tries: 1, due: 0 }]);
});

/** A tag turned on and off over a pool that breaks once; what all tags were in between. */
async function scene(pool: typeof db.pool) {
  const { id } = await installedShop(db.pool);
  const people = [
    await subscriber(id, 'ann'),
    await subscriber(id, 'cleo', ['vip']),
    await subscriber(id, 'bob'),
  ];
  const tags = () => people.map((person) => [...person.tags]);
  await changeConsent(id, people[2] as Customer, 'unsubscribed');
  await enable(id);
  await runAgain(id, pool);
  const during = tags();
  await disable(id);
  await runAgain(id, pool);
  await runTags(id);
  return { during, after: tags(), left: await currentTag(id) };
}

/** As the queue does: what broke is done again, by another process if it died. */
async function runAgain(shopId: string, pool: typeof db.pool): Promise<void> {
  try {
    await runTags(shopId, pool);
  } catch (error) {
    ignoreDeath(error);
  }
  await runTags(shopId);
}

test('a segment is made in Shopify once, found there after a kill, and changed when it is asked for again', async () => {
  const { id } = await installedShop(db.pool);
  const name = `Spenders of ${id}`;
  const ask = (query: string) =>
    inShop(db.pool, id, (client) =>
      askForExport(client, id, 'spenders', { name, query }, 'staff:1', now()),
    );
  const exportSegments = (pool = db.pool) =>
    runEffectsOf('export_segment', { pool, clock: { now }, heartbeat, admin }, id);
  const there = () => [...store.shop.segments.values()].filter((one) => one.name === name);
  const currentExport = () =>
    inShop(db.pool, id, (client) => segmentExport(client, id, 'spenders'));

  await ask('amount_spent >= 100.00');
  // Killed before each statement, until it was made and the answer was never received.
  for (let place = 1; there().length === 0; place += 1) {
    const breaking = breakingPool(db.pool, place, 'dies before');
    await expect(exportSegments(breaking.pool)).rejects.toBeInstanceOf(Died);
  }
  expect(there()).toHaveLength(1);
  await exportSegments();
  expect(there()).toMatchObject([{ query: 'amount_spent >= 100.00' }]);
  expect(await currentExport()).toMatchObject({
    made: { shopifyId: there()[0]?.id, query: 'amount_spent >= 100.00' },
    isPending: false,
    refusal: null,
  });

  await ask('amount_spent >= 200.00');
  expect(await currentExport()).toMatchObject({ isPending: true });
  await exportSegments();
  expect(there()).toMatchObject([{ query: 'amount_spent >= 200.00' }]);
  await ask('moon_phase = 3');
  await exportSegments();
  expect(await currentExport()).toMatchObject({ refusal: 'moon_phase filter cannot be found' });
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
  await changeConsent(id, bob, 'unsubscribed');
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
