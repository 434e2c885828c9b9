import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { withPlaces } from '#app/journeys/editor/step-layout.ts';
import { STAFF } from '#tests/access/open-routes.ts';
import { openRouteCalls, SHOP_ID } from '#tests/access/route-calls.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { auditedActions, definitionOf, publishContent } from './definition-shop.ts';

const db = await testDatabase();
const routes = await openRouteCalls(db);
const EDIT = 'app.journeys.$key_.edit';
const DRAFT = 'app.journeys.$key_.draft';
const VERSIONS = 'app.journeys.$key_.versions';

beforeAll(async () => {
  await routes.call('app', 'GET', {}, STAFF.owner);
});
afterAll(() => routes.close());

const carts = contentOf(abandonedCart);

async function read(route: string, key: string, query: Record<string, string> = {}) {
  const { status, text } = await routes.call(route, 'GET', { params: { key }, query }, STAFF.owner);
  return status === 200 ? (JSON.parse(text) as object) : status;
}

async function send(route: string, key: string, form: Record<string, string>): Promise<object> {
  const { text } = await routes.call(route, 'POST', { params: { key }, form }, STAFF.owner);
  return JSON.parse(text) as object;
}

async function create(name: string, from = ''): Promise<object> {
  const form = { name, from };
  const { text } = await routes.call('app.journeys.new', 'POST', { form }, STAFF.owner);
  return JSON.parse(text) as object;
}

function saveForm(key: string, content: object, revision: number, base: number | '') {
  const numbers = { revision: String(revision), base: String(base) };
  return {
    intent: 'save_draft',
    kind: 'journey',
    key,
    content: JSON.stringify(content),
    ...numbers,
  };
}

test('a journey is created blank or as a copy, each under a key of its own', async () => {
  expect(await create('Third order')).toEqual({
    outcome: 'created',
    key: 'third-order',
    name: 'Third order',
  });
  expect(await create('Third order', 'abandoned-basket')).toMatchObject({ key: 'third-order-2' });
  expect(await read(EDIT, 'third-order')).toMatchObject({
    editor: { stored: { content: { steps: [], first: '' }, revision: 1, base: null } },
  });
  expect(await read(EDIT, 'third-order-2')).toMatchObject({
    editor: { stored: { content: { ...carts, name: 'Third order' } } },
  });
  expect((await definitionOf(db.pool, SHOP_ID, 'journey', 'third-order'))?.liveVersion).toBeNull();
});

test('a draft is saved while it is drawn, and a second member of staff is refused and shown it', async () => {
  await create('Drawn by two', 'abandoned-basket');
  const key = 'drawn-by-two';
  const mine = { ...carts, name: 'Mine' };
  expect(await send(DRAFT, key, saveForm(key, mine, 1, ''))).toEqual({
    outcome: 'saved',
    revision: 2,
  });
  expect(await send(DRAFT, key, saveForm(key, { ...carts, name: 'Theirs' }, 1, ''))).toMatchObject({
    outcome: 'conflict',
    newer: { content: { name: 'Mine' }, revision: 2 },
  });
  const copy = JSON.stringify({ ...carts, name: 'Theirs (copy)' });
  expect(await send(DRAFT, key, { intent: 'save_copy', content: copy })).toMatchObject({
    outcome: 'created',
    key: 'theirs-copy',
  });
  expect(await read(EDIT, key)).toMatchObject({
    editor: { stored: { content: { name: 'Mine' }, revision: 2 }, published: null },
  });
});

test('a draft that was begun from an earlier version is shown beside the newer one', async () => {
  const key = 'begun-earlier';
  await publishContent(db.pool, SHOP_ID, 'journey', key, { ...carts, name: 'One' });
  await send(DRAFT, key, saveForm(key, { ...carts, name: 'Draft' }, 0, 1));
  await db.owner.query(
    `update definition_draft set based_on_version = null where shop_id = $1 and key = $2`,
    [SHOP_ID, key],
  );
  expect(await read(EDIT, key)).toMatchObject({
    editor: { stored: { content: { name: 'Draft' } }, published: { content: { name: 'One' } } },
  });
});

test('a journey whose steps were only moved on the canvas is not published again', async () => {
  const key = 'only-moved';
  await publishContent(db.pool, SHOP_ID, 'journey', key, { ...carts, name: 'Moved' });
  const moved = withPlaces({ ...carts, name: 'Moved' }, { 'wait-1': { x: 5, y: 6 } });
  await send(DRAFT, key, saveForm(key, moved, 0, 1));
  const publish = { intent: 'publish', kind: 'journey', key, revision: '1', base: '1' };
  expect(await send(EDIT, key, publish)).toEqual({ outcome: 'unchanged' });
  expect(await read(EDIT, key)).toMatchObject({
    editor: { stored: { content: { layout: { 'wait-1': { x: 5, y: 6 } } } } },
  });
});

test('versions are compared, an earlier one becomes the draft, and the draft before comes back', async () => {
  const key = 'two-versions';
  await publishContent(db.pool, SHOP_ID, 'journey', key, { ...carts, name: 'One' });
  await publishContent(db.pool, SHOP_ID, 'journey', key, { ...carts, name: 'Two' });
  expect(await read(VERSIONS, key)).toMatchObject({
    liveVersion: 2,
    rows: { rows: [{ version: 2 }, { version: 1 }] },
    compared: { before: 1, after: 2, changes: [{ name: 'Journey', change: 'changed' }] },
  });
  expect(await read(VERSIONS, key, { version: '1', with: '2' })).toMatchObject({
    compared: { before: 2, after: 1 },
  });
  const restore = { intent: 'restore_version', version: '1' };
  expect(await send(VERSIONS, key, restore)).toEqual({
    outcome: 'restored_as_draft',
    key,
    version: 1,
    revision: 1,
    base: 2,
    replaced: null,
  });
  expect(await read(EDIT, key)).toMatchObject({ editor: { stored: { content: { name: 'One' } } } });
  const undo = { intent: 'discard_draft', kind: 'journey', key, revision: '1' };
  expect(await send(VERSIONS, key, undo)).toEqual({ outcome: 'discarded' });
  expect(await send(VERSIONS, key, { intent: 'restore_version', version: '9' })).toEqual({
    outcome: 'not_found',
  });
  expect(await auditedActions(db.owner, SHOP_ID)).toContain('journey.draft_discarded');
});

test('a journey that the shop does not have has no editor and no versions', async () => {
  expect(await read(EDIT, 'no-such-journey')).toBe(404);
  expect(await read(VERSIONS, 'no-such-journey')).toBe(404);
});
