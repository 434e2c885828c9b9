import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveDraft } from '#app/definitions/save-draft.server.ts';
import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { inShop } from '#app/platform/db.server.ts';
import { STAFF } from '#tests/access/open-routes.ts';
import { openRouteCalls, SHOP_ID } from '#tests/access/route-calls.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { definitionOf, publishContent } from './definition-shop.ts';

const db = await testDatabase();
const routes = await openRouteCalls(db);
const PAGE = 'app.journeys.$key';
const LIST = 'app.journeys._index';
const KEY = abandonedCart.key;

beforeAll(async () => {
  await routes.call('app', 'GET', {}, STAFF.owner);
});
afterAll(() => routes.close());

async function load(key: string) {
  return await routes.call(PAGE, 'GET', { params: { key } }, STAFF.owner);
}

async function send(form: Record<string, string>, key = KEY) {
  return await routes.call(PAGE, 'POST', { params: { key }, form }, STAFF.owner);
}

test('the installation copies the gallery into the shop', async () => {
  const { rows } = await db.owner.query<{ kind: string; count: string }>(
    'select kind, count(*) from definition where shop_id = $1 group by kind order by kind',
    [SHOP_ID],
  );
  expect(rows.map(({ kind, count }) => `${kind} ${count}`)).toEqual([
    'banner 3',
    'email 49',
    'journey 22',
  ]);
});

test('the page shows the live version and its state, and archiving shows in both pages', async () => {
  const own = { ...contentOf(abandonedCart), name: 'Left carts' };
  await publishContent(db.pool, SHOP_ID, 'journey', KEY, own);
  expect(JSON.parse((await load(KEY)).text)).toMatchObject({
    journey: { name: 'Left carts', version: 4 },
    state: 'live',
    mayEdit: true,
    update: null,
  });
  const { text } = await send({ intent: 'archive', kind: 'journey', key: KEY });
  expect(JSON.parse(text)).toEqual({ outcome: 'archived', kind: 'journey', key: KEY });
  expect(JSON.parse((await load(KEY)).text)).toMatchObject({ state: 'archived' });
  const list = await routes.call(LIST, 'GET', {}, STAFF.owner);
  expect(JSON.parse(list.text)).toMatchObject({
    rows: [{ name: 'Left carts', state: 'archived' }, { state: 'live' }],
    updates: [],
  });
  const restored = await send({ intent: 'restore', kind: 'journey', key: KEY });
  expect(JSON.parse(restored.text)).toEqual({ outcome: 'restored' });
});

test('a journey that does not exist, and one of another shop, is not found', async () => {
  const other = await installedShop(db.pool);
  await publishContent(db.pool, other.id, 'journey', 'theirs', contentOf(abandonedCart));
  for (const key of ['no-such-journey', 'theirs', '..%2f']) {
    expect((await load(key)).status).toBe(404);
    const { status, text } = await send({ intent: 'archive', kind: 'journey', key }, key);
    if (status === 200) expect(JSON.parse(text)).toEqual({ outcome: 'not_found' });
    else expect(status).toBe(400);
  }
  expect((await definitionOf(db.pool, other.id, 'journey', 'theirs'))?.archivedAt).toBeNull();
});

test('a form for another journey than that of the page is refused', async () => {
  for (const form of [
    { intent: 'archive', kind: 'journey', key: 'post-purchase' },
    { intent: 'archive', kind: 'email', key: KEY },
    { intent: 'publish', kind: 'journey', key: KEY },
  ])
    expect((await send(form)).status).toBe(400);
  expect((await definitionOf(db.pool, SHOP_ID, 'journey', 'post-purchase'))?.archivedAt).toBeNull();
});

test('a journey that was never published is shown as a draft', async () => {
  const sent = { content: { ...contentOf(abandonedCart), name: 'Idea' }, revision: 0, base: null };
  await inShop(db.pool, SHOP_ID, (client) =>
    saveDraft(client, SHOP_ID, journeyKind, 'idea', sent, 'ann', 0),
  );
  expect(JSON.parse((await load('idea')).text)).toMatchObject({
    journey: { name: 'Idea', version: 0 },
    state: 'draft',
  });
});
