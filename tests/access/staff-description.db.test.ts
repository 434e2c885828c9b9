import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Services } from '#app/services.server.ts';
import { shopIdOf } from '#app/shopify/install.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { connectTo } from '#tests/store/connect-to.ts';
import type { Store } from '#tests/store/start.ts';
import { startTestStore } from '#tests/store/test-app.ts';
import { APP_URL, openServices } from './access-world.ts';
import { callRoute, routeModules, type RouteAnswer } from './call-route.ts';

const SHOP = 'tendril-demo.myshopify.com';
const ROUTE = 'app.settings_.staff';
const db = await testDatabase();
const modules = await routeModules();
let store: Store;
let services: Services;

beforeAll(async () => {
  store = await startTestStore(APP_URL);
  services = await openServices(db);
  connectTo(store.url);
});
afterAll(async () => {
  await services.close();
  await store.close();
});

async function ask(
  method: 'GET' | 'POST',
  staffId: string,
  form: Record<string, string> = {},
): Promise<RouteAnswer> {
  return await callRoute(
    modules.get(ROUTE) ?? {},
    method,
    { form },
    { shop: SHOP, services, staffId },
  );
}

async function staff(): Promise<object[]> {
  const { rows } = await db.owner.query<object>(
    `select staff_id, name, role, is_account_owner from staff_member where shop_id = $1 order by staff_id`,
    [shopIdOf(SHOP)],
  );
  return rows;
}

test('Shopify says who a member of staff is, and the account owner may always be owner again', async () => {
  await ask('GET', '2');
  await ask('GET', '1');
  const [robin, other] = [
    { staff_id: '1', name: 'Robin Fell 1', role: 'viewer', is_account_owner: true },
    { staff_id: '2', name: 'Robin Fell 2', role: 'owner', is_account_owner: false },
  ];
  expect(await staff()).toEqual([robin, other]);
  const change = { intent: 'change', staff: '2', from: 'owner', to: 'viewer' };
  expect((await ask('POST', '1', change)).status).toBe(403);
  expect((await ask('POST', '1', { intent: 'regain' })).status).toBe(200);
  expect(await staff()).toEqual([{ ...robin, role: 'owner' }, other]);
});

test('who does not own the account cannot make themselves owner', async () => {
  await ask('GET', '3');
  expect((await ask('POST', '3', { intent: 'regain' })).status).toBe(403);
  expect(await staff()).toContainEqual(expect.objectContaining({ staff_id: '3', role: 'viewer' }));
});
