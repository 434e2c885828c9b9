import { Session } from '@shopify/shopify-api';
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createShopify } from '#app/shopify.server.ts';
import { isReadOperation } from './admin-client.ts';
import { adminClients } from './admin-client.server.ts';
import { bulkOperation } from './operations/bulk-operation.ts';
import { tagsAdd } from './operations/tags-add.ts';

const SHOP = 'one.myshopify.com';
const DONE = { data: { tagsAdd: { node: { id: 'gid://shopify/Customer/1' }, userErrors: [] } } };
const THROTTLED = { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }] };

/** Shopify's real library in front of prepared answers; remembers waits and forgotten tokens. */
function clientOf(...answers: (() => Response)[]) {
  const waits: number[] = [];
  const forgotten: string[] = [];
  let now = 1_000_000;
  setAbstractFetchFunc(() => {
    const next = answers.shift();
    if (next === undefined) throw new Error('The client asked once more than there are answers.');
    return Promise.resolve(next());
  });
  const session = new Session({
    id: `offline_${SHOP}`,
    shop: SHOP,
    state: '',
    isOnline: false,
    accessToken: 'shpat_1',
    expires: new Date('2100-01-01'),
  });
  const yes = () => Promise.resolve(true);
  const shopify = createShopify({
    environment: {
      SHOPIFY_API_KEY: 'key',
      SHOPIFY_API_SECRET: 'secret',
      SHOPIFY_APP_URL: 'https://app.example.com',
    },
    sessions: {
      storeSession: yes,
      loadSession: (id) => Promise.resolve(id === session.id ? session : undefined),
      deleteSession: yes,
      deleteSessions: yes,
      findSessionsByShop: () => Promise.resolve([session]),
    },
    afterAuth: () => Promise.resolve(),
    logger: pino({ level: 'silent' }),
  });
  const adminOf = adminClients({
    async send(shop, text, variables) {
      const { admin } = await shopify.unauthenticated.admin(shop);
      return await admin.graphql(text, { variables, tries: 1 });
    },
    forget(shop) {
      forgotten.push(shop);
      return Promise.resolve();
    },
    clock: { now: () => now },
    random: () => 0,
    sleep(ms) {
      waits.push(ms);
      now += ms;
      return Promise.resolve();
    },
  });
  return {
    waits,
    forgotten,
    left: answers,
    read: () => bulkOperation(adminOf(SHOP), 'gid://shopify/BulkOperation/1'),
    run: (shop = SHOP) => tagsAdd(adminOf(shop), 'gid://shopify/Customer/1', ['wholesale']),
  };
}

function json(body: object, available?: number) {
  const throttleStatus = {
    maximumAvailable: 2000,
    currentlyAvailable: available,
    restoreRate: 100,
  };
  const cost = { requestedQueryCost: 10, actualQueryCost: 10, throttleStatus };
  return () => Response.json(available === undefined ? body : { ...body, extensions: { cost } });
}

function status(code: number, headers: Record<string, string> = {}) {
  return () =>
    new Response('{}', {
      status: code,
      headers: { 'Content-Type': 'application/json', ...headers },
    });
}

test('an answer comes back as data', async () => {
  expect(await clientOf(json(DONE)).run()).toEqual({ outcome: 'ok', data: null });
});

test('a throttled operation waits until the bucket holds its cost, then passes', async () => {
  const client = clientOf(json(THROTTLED, 0), json(DONE, 1990));
  expect(await client.run()).toEqual({ outcome: 'ok', data: null });
  expect(client.waits).toEqual([100]);
});

test('an operation whose cost is known does not run into an empty bucket', async () => {
  const client = clientOf(json(DONE, 5), json(DONE, 1990));
  await client.run();
  await client.run();
  expect(client.waits).toEqual([50]);
});

test('after five throttled tries the caller receives when to come back', async () => {
  const client = clientOf(...Array.from({ length: 5 }, () => json(THROTTLED, 0)));
  expect(await client.run()).toEqual({ outcome: 'throttled', retryAfterMs: 100 });
  expect(client.left).toEqual([]);
});

test.each([429, 503])('HTTP %i waits Retry-After in seconds', async (code) => {
  const client = clientOf(status(code, { 'Retry-After': '2.0' }), json(DONE));
  expect(await client.run()).toEqual({ outcome: 'ok', data: null });
  expect(client.waits).toEqual([2_000]);
});

test('a wait longer than a worker may be held is left to the caller', async () => {
  const client = clientOf(status(429, { 'Retry-After': '120' }));
  expect(await client.run()).toEqual({ outcome: 'throttled', retryAfterMs: 120_000 });
  expect(client.waits).toEqual([]);
});

test('a refused token is forgotten', async () => {
  const client = clientOf(status(401));
  expect(await client.run()).toEqual({ outcome: 'unauthorized' });
  expect(client.forgotten).toEqual([SHOP]);
});

test('a shop without a token is unauthorized', async () => {
  expect(await clientOf().run('two.myshopify.com')).toEqual({ outcome: 'unauthorized' });
});

test.each([402, 403, 404, 423])(
  'HTTP %i is a refusal that trying again does not change',
  async (code) => {
    expect(await clientOf(status(code)).run()).toEqual({
      outcome: 'denied',
      reason: `HTTP ${String(code)}`,
    });
  },
);

test('a server error may have happened after the change, so it is not repeated', async () => {
  expect(await clientOf(status(500)).run()).toEqual({ outcome: 'failed', reason: 'HTTP 500' });
});

function lost(): never {
  throw new TypeError('fetch failed');
}

test('a change whose connection is lost is not repeated either', async () => {
  const client = clientOf(lost);
  expect(await client.run()).toEqual({ outcome: 'failed', reason: 'no answer' });
  expect(client.waits).toEqual([]);
});

test('what only reads is asked again when its connection is lost', async () => {
  const client = clientOf(lost, lost, json({ data: { bulkOperation: null } }));
  expect(await client.read()).toEqual({ outcome: 'ok', data: null });
  expect(client.waits).toEqual([1_000, 1_000]);
});

test('after three lost connections the caller is given no answer', async () => {
  const client = clientOf(lost, lost, lost);
  expect(await client.read()).toEqual({ outcome: 'failed', reason: 'no answer' });
  expect(client.left).toEqual([]);
});

test.each([
  ['#graphql\n    query Shop { shop { name } }', true],
  ['# mutation of nothing\n\n{ shop { name } }', true],
  ['#graphql\n    mutation TagsAdd { tagsAdd }', false],
  ['#graphql query\n mutation Queries { tagsAdd }', false],
])('%j only reads: %s', (text, expected) => {
  expect(isReadOperation(text)).toBe(expected);
});

test('user errors come back as they are', async () => {
  const error = { field: ['id'], message: 'Customer not found' };
  const body = { data: { tagsAdd: { node: null, userErrors: [error] } } };
  expect(await clientOf(json(body)).run()).toEqual({
    outcome: 'user_errors',
    errors: [{ ...error, code: null }],
  });
});

const DENIED = [{ message: 'not approved', extensions: { code: 'ACCESS_DENIED' } }];

test('data beside errors of protected fields is used', async () => {
  expect(await clientOf(json({ ...DONE, errors: DENIED })).run()).toEqual({
    outcome: 'redacted',
    data: null,
  });
});

test('denied access without data is a refusal', async () => {
  const client = clientOf(json({ data: null, errors: DENIED }));
  expect(await client.run()).toEqual({ outcome: 'denied', reason: 'ACCESS_DENIED' });
});

test('an answer of another shape is a failure that names the field, not its value', async () => {
  const client = clientOf(json({ data: { tagsAdd: { node: { id: 7 }, userErrors: [] } } }));
  expect(await client.run()).toEqual({
    outcome: 'failed',
    reason: 'unexpected answer at tagsAdd.node.id',
  });
});
