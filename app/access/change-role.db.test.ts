import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import type { Role } from './roles.ts';
import { admitStaff } from './admit-staff.server.ts';
import { changeNewcomerRole, changeRole } from './change-role.server.ts';
import { listStaff } from './list-staff.server.ts';

const db = await testDatabase();
const NOW = Date.now();
const VIEW = { search: '', sort: 'name', direction: 'ascending', page: 1 } as const;

async function shopWith(...staffIds: string[]): Promise<TestShop> {
  const shop = await installedShop(db.pool);
  for (const id of staffIds)
    await inShop(db.pool, shop.id, (client) => admitStaff(client, shop.id, id, NOW));
  return shop;
}

async function give(shop: TestShop, staffId: string, from: Role, to: Role, by = '1') {
  const { outcome } = await inShop(db.pool, shop.id, (client) =>
    changeRole(client, shop.id, { staffId, from, to, by, now: NOW }),
  );
  return outcome;
}

async function rolesOf(shop: TestShop): Promise<Record<string, Role>> {
  const { staff } = await inShop(db.pool, shop.id, (client) => listStaff(client, shop.id, VIEW));
  return Object.fromEntries(staff.map(({ id, role }) => [id, role]));
}

test('a change of role is stored, can be reverted, and its audit entry holds before and after', async () => {
  const shop = await shopWith('1', '2');
  expect(await give(shop, '2', 'viewer', 'marketer')).toBe('changed');
  expect(await rolesOf(shop)).toEqual({ '1': 'owner', '2': 'marketer' });
  expect(await give(shop, '2', 'marketer', 'viewer')).toBe('changed');
  const { rows } = await db.owner.query(
    `select actor, subject, before, after from audit
      where shop_id = $1 and action = 'staff.role_changed' order by id`,
    [shop.id],
  );
  const entry = { actor: '1', subject: 'staff:2' };
  expect(rows).toEqual([
    { ...entry, before: { role: 'viewer' }, after: { role: 'marketer' } },
    { ...entry, before: { role: 'marketer' }, after: { role: 'viewer' } },
  ]);
});

test('the last owner cannot step down, and a change that a colleague was faster with is refused', async () => {
  const shop = await shopWith('1', '2');
  expect(await give(shop, '1', 'owner', 'viewer')).toBe('last_owner');
  expect(await give(shop, '2', 'sales', 'marketer')).toBe('conflict');
  expect(await give(shop, '3', 'viewer', 'owner')).toBe('not_found');
  expect(await rolesOf(shop)).toEqual({ '1': 'owner', '2': 'viewer' });
});

test('of two owners who step down at the same moment one stays', async () => {
  const shop = await shopWith('1', '2');
  await give(shop, '2', 'viewer', 'owner');
  const outcomes = await Promise.all(['1', '2'].map((id) => give(shop, id, 'owner', 'viewer', id)));
  expect(outcomes.sort()).toEqual(['changed', 'last_owner']);
  expect(Object.values(await rolesOf(shop)).sort()).toEqual(['owner', 'viewer']);
});

test('the role of newcomers is changed by what was seen, and a second change is a conflict', async () => {
  const shop = await shopWith('1');
  const change = { from: 'viewer', to: 'sales', by: '1', now: NOW } as const;
  await inShop(db.pool, shop.id, async (client) => {
    expect(await changeNewcomerRole(client, shop.id, change)).toMatchObject({
      outcome: 'newcomers_changed',
    });
    expect(await changeNewcomerRole(client, shop.id, change)).toEqual({ outcome: 'conflict' });
    expect(await admitStaff(client, shop.id, '9', NOW)).toMatchObject({ role: 'sales' });
  });
});

test('staff is found by name, address and id, and sorted', async () => {
  const shop = await shopWith('1', '2', '3');
  await db.owner.query(
    `update staff_member set name = 'Ann Fern', email = 'ann@fern.example'
      where shop_id = $1 and staff_id = '3'`,
    [shop.id],
  );
  await inShop(db.pool, shop.id, async (client) => {
    for (const search of ['ANN', 'ann@', '3']) {
      const { staff, hasMore } = await listStaff(client, shop.id, { ...VIEW, search });
      expect(staff.map(({ id }) => id)).toEqual(['3']);
      expect(hasMore).toBe(false);
    }
    expect((await listStaff(client, shop.id, { ...VIEW, page: 2 })).staff).toEqual([]);
    const byRole = await listStaff(client, shop.id, { ...VIEW, sort: 'role' });
    expect(byRole.staff[0]?.id).toBe('1');
  });
});
