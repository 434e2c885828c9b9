import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServices, type Services } from '#app/services.server.ts';
import { authenticateStaff } from '#app/shopify/authenticate-staff.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { APP_URL, testEnvironment } from '#tests/setup/test-environment.ts';
import { connectTo } from '#tests/store/connect-to.ts';
import { hostParameter, sessionToken } from '#tests/store/front/session-token.ts';
import type { Store } from '#tests/store/store.ts';
import { API_KEY, API_SECRET, startTestStore } from '#tests/store/test-app.ts';
import { hostileTokens } from './hostile-tokens.ts';

const SHOP = 'tendril-demo.myshopify.com';
const APP = { shop: SHOP, apiKey: API_KEY, apiSecret: API_SECRET };

const db = await testDatabase();
let store: Store;
let services: Services;

beforeAll(async () => {
  store = await startTestStore(APP_URL);
  services = await createServices(testEnvironment(db.url), 'web');
  connectTo(store.url);
});
afterAll(async () => {
  await services.close();
  await store.close();
});

/** What a page answers; `let in` when the request passed, `broke` when it failed in any other way. */
async function answerTo(request: Request, by = services): Promise<string> {
  try {
    await authenticateStaff(request, { services: by });
    return 'let in';
  } catch (answer) {
    if (!(answer instanceof Response)) return 'broke';
    const target = answer.headers.get('Location')?.split('?', 1)[0] ?? '';
    return `${String(answer.status)} ${target}`.trim();
  }
}

function ofPage(tokens: string[], headers: Record<string, string> = {}): Request {
  const query = new URLSearchParams({ embedded: '1', shop: SHOP, host: hostParameter(SHOP) });
  for (const token of tokens) query.append('id_token', token);
  return new Request(`${APP_URL}/app?${query.toString()}`, { headers });
}

test('2,040 requests with tokens that are not good are refused, as bearer and in the address, and leave nothing', async () => {
  const good = sessionToken({ ...APP, nowMs: Date.now() });
  const hostile = hostileTokens(APP, Date.now());
  const wrong: unknown[] = [];
  let asked = 0;
  async function expectAnswer(name: string, request: Request, expected: string): Promise<void> {
    asked += 1;
    const answer = await answerTo(request);
    if (answer !== expected) wrong.push([name, answer, expected]);
  }
  for (const { name, token, isStale } of hostile) {
    const bearer = { Authorization: `Bearer ${token}` };
    const fetched = new Request(`${APP_URL}/app/people`, { headers: bearer });
    await expectAnswer(`${name}: bearer`, fetched, '401');
    await expectAnswer(`${name}: bearer beside a good one`, ofPage([good], bearer), '401');
    const opened = isStale ? '302 /auth/session-token' : '401';
    await expectAnswer(`${name}: address`, ofPage([token]), opened);
    await expectAnswer(`${name}: address twice`, ofPage([token, good]), '401');
  }
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThanOrEqual(2_040);
  expect((await db.pool.query('select from shop union all select from "Session"')).rowCount).toBe(
    0,
  );
});

test.each([
  'Bearer',
  'Bearer ',
  'bearer TOKEN',
  'Basic TOKEN',
  'TOKEN',
  'Bearer TOKEN, Bearer TOKEN',
  ' ',
])(
  'an Authorization header of %j is no bearer token, whatever else the request carries',
  async (header) => {
    const good = sessionToken({ ...APP, nowMs: Date.now() });
    const request = ofPage([good], { Authorization: header.replaceAll('TOKEN', good) });
    expect(await answerTo(request)).toBe('401');
  },
);

test('while the secret is rotated, a token signed with the one before is let in as well, and no third one', async () => {
  const rotated = await createServices(
    testEnvironment(db.url, {
      SHOPIFY_API_SECRET: 'the new secret',
      SHOPIFY_API_SECRET_PREVIOUS: API_SECRET,
    }),
    'web',
  );
  const pages = (apiSecret: string) => {
    const token = sessionToken({ ...APP, apiSecret, nowMs: Date.now() });
    return [ofPage([token]), ofPage([], { Authorization: `Bearer ${token}` })];
  };
  const answers: string[] = [];
  // The first one is exchanged for the shop's token, which holds for the others.
  for (const secret of [API_SECRET, 'the new secret', 'a third one'])
    for (const request of pages(secret)) answers.push(await answerTo(request, rotated));
  expect(answers).toEqual(['let in', 'let in', 'let in', 'let in', '401', '401']);
  const token = sessionToken({ ...APP, nowMs: Date.now() });
  expect(await rotated.describeStaff(SHOP, '1', token)).not.toBeNull();
  await rotated.close();
  await db.owner.query('delete from "Session"; delete from shop cascade');
});

test('a good token is let in', async () => {
  const good = sessionToken({ ...APP, nowMs: Date.now() });
  expect(await answerTo(ofPage([good]))).toBe('let in');
  expect(await answerTo(ofPage([], { Authorization: `Bearer ${good}` }))).toBe('let in');
});

test.each([
  '/app',
  '/app/people?q=ada',
  '/app?shop=evil.example&host=YQ',
  `/app?shop=${SHOP}`,
  `/app?shop=${SHOP}%0a&host=YQ`,
])('%s names no shop that could sign in, so it leads to the landing page', async (path) => {
  expect(await answerTo(new Request(APP_URL + path))).toBe('302 /');
});
