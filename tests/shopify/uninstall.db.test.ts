import { afterAll, beforeEach, beforeAll, expect, test } from 'vitest';
import { createServices, type Services } from '#app/services.server.ts';
import { authenticateStaff } from '#app/shopify/authenticate-staff.server.ts';
import { confirmUninstall } from '#app/shopify/confirm-uninstall.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { APP_URL, testEnvironment } from '#tests/setup/test-environment.ts';
import { connectTo } from '#tests/store/connect-to.ts';
import { sessionToken } from '#tests/store/front/session-token.ts';
import type { Store } from '#tests/store/store.ts';
import { API_KEY, API_SECRET, startTestStore } from '#tests/store/test-app.ts';

const SHOP = 'tendril-demo.myshopify.com';
const REPORTED_AT = Date.UTC(2036, 0, 1);

const db = await testDatabase();
let store: Store;
let services: Services;
let shopId: string;

beforeAll(async () => {
  store = await startTestStore(APP_URL);
  const environment = testEnvironment(db.url);
  services = await createServices(environment, 'web');
  connectTo(store.url);
});
beforeEach(async () => {
  await db.owner.query('delete from "Session"; delete from shop cascade');
  const nowMs = Date.now();
  const token = sessionToken({ shop: SHOP, apiKey: API_KEY, apiSecret: API_SECRET, nowMs });
  const request = new Request(`${APP_URL}/app`, { headers: { Authorization: `Bearer ${token}` } });
  shopId = (await authenticateStaff(request, { services })).shop.id;
  await db.owner.query('update shop set uninstall_told_at = $2 where id = $1', [
    shopId,
    new Date(REPORTED_AT),
  ]);
});
afterAll(async () => {
  await services.close();
  await store.close();
});

function confirm() {
  return confirmUninstall(services.pool, services.adminOf(SHOP), shopId);
}

async function recorded(): Promise<unknown> {
  const { rows } = await db.owner.query<{ reported: Date | null; gone: Date | null }>(
    `select extract(epoch from uninstall_told_at)::float * 1000 as reported,
            extract(epoch from uninstalled_at)::float * 1000 as gone,
            shopify_number is not null as numbered,
            (select count(*)::int from "Session") as sessions from shop`,
  );
  return rows[0];
}

test('a shop that Shopify still lets the app into is not uninstalled, whatever a webhook said', async () => {
  expect(await confirm()).toEqual({ outcome: 'still_installed' });
  expect(await recorded()).toEqual({ reported: null, gone: null, numbered: true, sessions: 1 });
  expect(await confirm()).toEqual({ outcome: 'nothing_reported' });
});

test('a shop whose token Shopify no longer accepts is uninstalled from the reported time on, once', async () => {
  store.tokens.revokeAll();
  expect(await confirm()).toEqual({ outcome: 'uninstalled', at: REPORTED_AT });
  expect(await recorded()).toEqual({
    reported: null,
    gone: REPORTED_AT,
    numbered: true,
    sessions: 0,
  });
  expect(await confirm()).toEqual({ outcome: 'nothing_reported' });
});

test('while Shopify gives no clear answer nothing is decided, and it is asked again', async () => {
  Object.assign(store.adminFaults, { throttledShare: 1, retryAfterSeconds: 3_600 });
  await expect(confirm()).rejects.toThrow('asked again');
  expect(await recorded()).toMatchObject({ reported: REPORTED_AT, gone: null, sessions: 1 });
});
