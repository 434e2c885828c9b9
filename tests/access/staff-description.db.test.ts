import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import type { RouteAnswer } from './call-route.ts';
import { openRouteCalls, SHOP_ID } from './route-calls.ts';

const ROUTE = 'app.settings_.staff';
const db = await testDatabase();
const routes = await openRouteCalls(db);
afterAll(routes.close);

async function ask(
  method: 'GET' | 'POST',
  staffId: string,
  form: Record<string, string> = {},
): Promise<RouteAnswer> {
  return await routes.call(ROUTE, method, { form }, staffId);
}

async function staff(): Promise<object[]> {
  const { rows } = await db.owner.query<object>(
    `select staff_id, name, role, is_account_owner from staff_member where shop_id = $1 order by staff_id`,
    [SHOP_ID],
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
