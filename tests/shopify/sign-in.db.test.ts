import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createServices, type Services } from '#app/services.server.ts';
import { authenticateStaff } from '#app/shopify/authenticate-staff.server.ts';
import { shopInfo } from '#app/shopify/operations/shop-info.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { APP_URL, testEnvironment } from '#tests/setup/test-environment.ts';
import { connectTo } from '#tests/store/connect-to.ts';
import { hostParameter, sessionToken } from '#tests/store/front/session-token.ts';
import type { Store } from '#tests/store/store.ts';
import { API_KEY, API_SECRET, startTestStore } from '#tests/store/test-app.ts';

const SHOP = 'tendril-demo.myshopify.com';
const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

const db = await testDatabase();
let store: Store;
let services: Services;

beforeAll(async () => {
  store = await startTestStore(APP_URL);
  services = await openServices();
  connectTo(store.url);
});
beforeEach(async () => {
  await db.pool.query('delete from "Session"; delete from shop');
});
afterAll(async () => {
  await services.close();
  await store.close();
});

/** Services whose key no other has. */
async function openServices(): Promise<Services> {
  const ENCRYPTION_KEY = randomBytes(32).toString('base64');
  const environment = testEnvironment(db.runtimeUrl, { ENCRYPTION_KEY });
  return await createServices(environment, 'web');
}

function tokenAt(nowMs: number, apiSecret = API_SECRET): string {
  return sessionToken({ shop: SHOP, apiKey: API_KEY, apiSecret, nowMs });
}

/** A request of the app's own pages, as App Bridge sends it. */
function fetched(token: string): Request {
  return new Request(`${APP_URL}/app`, {
    headers: { Authorization: `Bearer ${token}`, 'User-Agent': BROWSER },
  });
}

/** A page opened by the admin in its frame. */
function opened(parameters: Record<string, string> = {}): Request {
  const query = new URLSearchParams({
    embedded: '1',
    shop: SHOP,
    host: hostParameter(SHOP),
    ...parameters,
  });
  return new Request(`${APP_URL}/app?${query.toString()}`, { headers: { 'User-Agent': BROWSER } });
}

async function refusal(request: Request): Promise<Response> {
  try {
    await authenticateStaff(request, { services });
  } catch (answer) {
    if (answer instanceof Response) return answer;
    throw answer;
  }
  throw new Error('The request was let in.');
}

async function storedTokens(): Promise<string[]> {
  const { rows } = await db.pool.query<{ accessToken: string; refreshToken: string }>(
    'select * from "Session"',
  );
  return rows.flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken]);
}

test('the first visit exchanges the session token and installs the shop', async () => {
  const visit = await authenticateStaff(opened({ id_token: tokenAt(Date.now()) }), { services });
  expect(visit.shop).toMatchObject({ domain: SHOP, currency: 'GBP', timeZone: 'Europe/London' });
  expect(visit.staffId).toBe('1');
  const { rows } = await db.pool.query('select id, domain, uninstalled_at from shop');
  expect(rows).toEqual([{ id: visit.shop.id, domain: SHOP, uninstalled_at: null }]);
});

test('a later visit changes nothing', async () => {
  await authenticateStaff(fetched(tokenAt(Date.now())), { services });
  const before = await db.pool.query('select * from shop, "Session"');
  await authenticateStaff(fetched(tokenAt(Date.now())), { services });
  expect((await db.pool.query('select * from shop, "Session"')).rows).toEqual(before.rows);
});

test('the database holds no readable token', async () => {
  await authenticateStaff(fetched(tokenAt(Date.now())), { services });
  const tokens = await storedTokens();
  expect(tokens).toHaveLength(2);
  for (const token of tokens) {
    expect(token).toMatch(/^v2:/);
    expect(token).not.toMatch(/shp[ar]t/);
  }
});

test('background work uses the stored token', async () => {
  await authenticateStaff(fetched(tokenAt(Date.now())), { services });
  expect(await shopInfo(services.adminOf(SHOP))).toMatchObject({
    outcome: 'ok',
    data: { domain: SHOP },
  });
});

test('tokens sealed with a lost key are exchanged again instead of locking the shop out', async () => {
  await authenticateStaff(fetched(tokenAt(Date.now())), { services });
  const before = await storedTokens();
  const restarted = await openServices();
  expect(await shopInfo(restarted.adminOf(SHOP))).toEqual({ outcome: 'unauthorized' });
  await authenticateStaff(fetched(tokenAt(Date.now())), { services: restarted });
  expect(await storedTokens()).not.toEqual(before);
  await restarted.close();
});

test('a shop whose installation broke off after the token is installed on the next visit', async () => {
  await authenticateStaff(fetched(tokenAt(Date.now())), { services });
  await db.pool.query('delete from shop');
  const visit = await authenticateStaff(fetched(tokenAt(Date.now())), { services });
  const { rows } = await db.pool.query('select id from shop');
  expect(rows).toEqual([{ id: visit.shop.id }]);
});

test.each([
  ['expired', () => tokenAt(Date.now() - 3_600_000)],
  ['signed with another secret', () => tokenAt(Date.now(), 'another secret')],
])('a session token that is %s gets 401 and is asked for again', async (_, token) => {
  const answer = await refusal(fetched(token()));
  expect(answer.status).toBe(401);
  expect(answer.headers.get('X-Shopify-Retry-Invalid-Session-Request')).toBe('1');
  expect(await storedTokens()).toEqual([]);
});

test('a page opened without a token is sent to the page that fetches one', async () => {
  const answer = await refusal(opened());
  expect(answer.status).toBe(302);
  expect(answer.headers.get('Location')).toMatch(/^\/auth\/session-token\?/);
});

test('a bot is rejected with 410', async () => {
  const request = fetched(tokenAt(Date.now()));
  request.headers.set('User-Agent', 'curl/8.0');
  expect((await refusal(request)).status).toBe(410);
});
