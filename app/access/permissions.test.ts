import { expect, test } from 'vitest';
import { readRefusal } from '#app/lib/access-refusal.ts';
import { roleOnAdmission } from './admission.ts';
import { permissionsOf, permissionWords, roleMay } from './permissions.ts';
import { ROLES } from './roles.ts';

test('an owner may do everything that any other role may', () => {
  const owner = permissionsOf('owner');
  for (const role of ROLES) expect(owner).toEqual(expect.arrayContaining(permissionsOf(role)));
});

test('only an owner gives roles, reads the audit log and opens what Shopify sent', () => {
  for (const permission of ['staff.edit', 'audit.read', 'payloads.read', 'keys.edit'] as const) {
    expect(ROLES.filter((role) => roleMay(role, permission))).toEqual(['owner']);
  }
});

test('a viewer sees no people and changes nothing', () => {
  expect(permissionsOf('viewer')).toEqual([
    'app.open',
    'figures.read',
    'settings.read',
    'staff.read',
  ]);
});

test('every permission says in words what it allows', () => {
  for (const permission of permissionsOf('owner')) {
    expect(permissionWords(permission)).toMatch(/^[a-z]/);
  }
});

test.each([
  ['a newcomer among others', { known: null, isFirst: false }, 'sales'],
  ['a newcomer who is first', { known: null, isFirst: true }, 'owner'],
  ['a colleague of before', { known: 'reviewer', isFirst: false }, 'reviewer'],
  ['a colleague of before who installs again', { known: 'viewer', isFirst: true }, 'owner'],
] as const)('%s gets the right role', (_, { known, isFirst }, role) => {
  expect(roleOnAdmission({ known, isFirst, newcomerRole: 'sales' })).toBe(role);
});

test.each([null, 'no', {}, { does: 'x' }, { does: 1, owners: [] }])(
  'what is not a refusal is not read as one: %j',
  (data) => {
    expect(readRefusal(data)).toBeNull();
  },
);
