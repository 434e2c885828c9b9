import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { recomputeProfiles } from '#app/engine/recompute/recompute-profiles.server.ts';
import { readShopifySegments } from '#app/imports/shopify/shopify-segments.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { countMembers } from '#app/segments/count-members.server.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { chooseShopifySegments } from '#app/segments/shopify-segments.server.ts';
import { usedShopifySegments } from '#app/segments/store/shopify-segments.server.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { breakingPool } from '#tests/setup/breaking-pool.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { breakAt, ignoreDeath, openAudienceEnvironment, STRIDE } from './audience-environment.ts';

const db = await testDatabase();
const { store, admin, now, changeConsent, subscriber } = await openAudienceEnvironment(db);

/** A segment in the store of all with a tag of the test's own, which no one has yet. */
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
  const services = { ...(await workerAt(db.pool, at)), pool, admin: client };
  while ((await readShopifySegments(services, shopId)) !== null);
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

  await changeConsent(id, ann, 'unsubscribed');
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
  const key = `shopify:${segment.id}`;
  await addSegment(id, 'trade', { segment: key, is: 'in' });
  const ann = await subscriber(id, 'ann', [segment.tag]);
  const bob = await subscriber(id, 'bob');
  await choose(id, segment);
  await readSegments(id);
  await recomputeAll(id);
  expect(await namesIn(id, 'trade')).toEqual(['ann']);
  const context = {
    model: retailModel,
    segments: new Map(),
    collections: new Map(),
    timeZone: 'UTC',
  };
  const counted = await inShop(db.pool, id, async (client) => [
    await countMembers(client, id, { segment: key, is: 'in' }, context, now()),
    await countMembers(client, id, { segment: key, is: 'not_in' }, context, now()),
  ]);
  expect(counted).toEqual([1, 1]);

  await changeConsent(id, ann, 'unsubscribed');
  expect(await namesIn(id, 'trade')).toEqual(['ann']);
  store.shop.tagCustomer(ann.id, { remove: [segment.tag] });
  store.shop.tagCustomer(bob.id, { add: [segment.tag] });
  await readSegments(id, { at: now() + HOUR });
  expect(await namesIn(id, 'trade')).toEqual(['bob']);
});

test("while the members of one of Shopify's are not known, no one is in a segment that refers to it", async () => {
  const { id } = await installedShop(db.pool);
  const segment = storeSegment(id);
  const key = `shopify:${segment.id}`;
  await addSegment(id, 'rest', { segment: key, is: 'not_in' });
  await subscriber(id, 'ann', [segment.tag]);
  await subscriber(id, 'bob');
  await choose(id, segment);
  expect(await namesIn(id, 'rest')).toEqual([]);
  await readSegments(id);
  await recomputeAll(id);
  expect(await namesIn(id, 'rest')).toEqual(['bob']);
  expect(await choose(id)).toMatchObject({ outcome: 'asked', by: ['Rest'] });

  store.shop.segments.delete(segment.id);
  await readSegments(id, { at: now() + HOUR });
  await recomputeAll(id);
  expect(await namesIn(id, 'rest')).toEqual([]);
});

/** A segment of the shop's own. */
async function addSegment(shopId: string, key: string, predicate: Predicate): Promise<void> {
  await db.owner.query(
    `insert into segment (shop_id, key, name, purpose, version, created_at)
     values ($1, $2, initcap($2), 'Care', 1, now())`,
    [shopId, key],
  );
  await db.owner.query(
    `insert into segment_version (shop_id, key, version, name, purpose, predicate, note, made_by, made_at)
     values ($1, $2, 1, initcap($2), 'Care', $3, '', 'staff:1', now())`,
    [shopId, key, JSON.stringify(predicate)],
  );
}

async function recomputeAll(shopId: string): Promise<void> {
  await recomputeProfiles(await workerAt(db.pool, now()), shopId);
}

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
  await importScene(counting.pool);
  for (let place = 1; place <= counting.count(); place += STRIDE) {
    const breaking = breakingPool(db.pool, place, breakAt(place));
    expect(await importScene(breaking.pool)).toEqual(['ann']);
    expect(breaking.broke()).toBe(true);
  }
});

async function importScene(pool: typeof db.pool): Promise<string[]> {
  const { id } = await installedShop(db.pool);
  const segment = storeSegment(id);
  await subscriber(id, 'ann', [segment.tag]);
  await subscriber(id, 'bob');
  await choose(id, segment);
  try {
    await readSegments(id, { pool });
  } catch (error) {
    ignoreDeath(error);
  }
  await readSegments(id);
  expect(await used(id)).toMatchObject([{ size: 1, problem: null }]);
  return await namesIn(id, `shopify:${segment.id}`);
}
