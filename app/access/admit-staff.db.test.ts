import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { admitStaff } from './admit-staff.server.ts';

const db = await testDatabase();

async function admit(shop: TestShop, staffId: string, at = Date.now()): Promise<string> {
  const { role } = await inShop(db.pool, shop.id, (client) =>
    admitStaff(client, shop.id, staffId, at),
  );
  return role;
}

async function installAgain(shop: TestShop, at: number): Promise<void> {
  await db.owner.query('update shop set installed_at = $2 where id = $1', [shop.id, new Date(at)]);
}

async function lastSeen(shop: TestShop, staffId: string): Promise<number> {
  const { rows } = await inShop(db.pool, shop.id, (client) =>
    client.query<{ at: number }>(
      'select last_seen_at as at from staff_member where staff_id = $1',
      [staffId],
    ),
  );
  return rows[0]?.at ?? 0;
}

test('the first who opens the app is its owner, and the next are viewers', async () => {
  const shop = await installedShop(db.pool);
  expect(await admit(shop, '11')).toBe('owner');
  expect(await admit(shop, '12')).toBe('viewer');
  expect(await admit(shop, '11')).toBe('owner');
  expect(await admit(shop, '12')).toBe('viewer');
});

test('of twenty who open the app at the same moment exactly one is its owner', async () => {
  const shop = await installedShop(db.pool);
  const roles = await Promise.all(
    Array.from({ length: 20 }, (_, n) => admit(shop, `2${String(n)}`)),
  );
  expect(roles.filter((role) => role === 'owner')).toHaveLength(1);
  expect(roles.filter((role) => role === 'viewer')).toHaveLength(19);
});

test('ten requests of one newcomer write one row and one entry in the audit log', async () => {
  const shop = await installedShop(db.pool);
  expect(new Set(await Promise.all(Array.from({ length: 10 }, () => admit(shop, '31'))))).toEqual(
    new Set(['owner']),
  );
  const { rows } = await db.owner.query(
    'select action, subject, before, after from audit where shop_id = $1',
    [shop.id],
  );
  expect(rows).toEqual([
    { action: 'staff.joined', subject: 'staff:31', before: null, after: { role: 'owner' } },
  ]);
});

test('who installs the app again is its owner, and colleagues keep their roles', async () => {
  const shop = await installedShop(db.pool);
  const now = Date.now();
  expect(await admit(shop, '41', now)).toBe('owner');
  expect(await admit(shop, '42', now)).toBe('viewer');
  await installAgain(shop, now + DAY);
  expect(await admit(shop, '42', now + DAY + MINUTE)).toBe('owner');
  expect(await admit(shop, '41', now + DAY + MINUTE)).toBe('owner');
  expect(await admit(shop, '43', now + DAY + MINUTE)).toBe('viewer');
});

test('newcomers get the role that the owner chose for them', async () => {
  const shop = await installedShop(db.pool);
  await admit(shop, '51');
  await db.owner.query("update shop set newcomer_role = 'reviewer' where id = $1", [shop.id]);
  expect(await admit(shop, '52')).toBe('reviewer');
});

test('a page that polls every two seconds updates when the staff member was last seen every few minutes', async () => {
  const shop = await installedShop(db.pool);
  const start = Date.now() + MINUTE;
  await admit(shop, '61', start);
  await admit(shop, '61', start + MINUTE);
  expect(await lastSeen(shop, '61')).toBe(start);
  await admit(shop, '61', start + 6 * MINUTE);
  expect(await lastSeen(shop, '61')).toBe(start + 6 * MINUTE);
});
