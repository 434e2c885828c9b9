import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ROLES } from './roles.ts';
import { decideRole } from './staff-view.ts';

const role = fc.constantFrom(...ROLES);

test.each([
  [{ current: null, from: 'viewer', to: 'sales', otherOwners: 1 }, 'not_found'],
  [{ current: 'sales', from: 'viewer', to: 'sales', otherOwners: 1 }, 'unchanged'],
  [{ current: 'owner', from: 'viewer', to: 'sales', otherOwners: 1 }, 'conflict'],
  [{ current: 'owner', from: 'owner', to: 'viewer', otherOwners: 0 }, 'last_owner'],
  [{ current: 'owner', from: 'owner', to: 'viewer', otherOwners: 1 }, 'changed'],
  [{ current: 'viewer', from: 'viewer', to: 'owner', otherOwners: 0 }, 'changed'],
] as const)('a change of role %j is %s', (change, outcome) => {
  expect(decideRole(change).outcome).toBe(outcome);
});

test('no order of changes leaves a shop without an owner', () => {
  const change = fc.record({ who: fc.nat(3), from: role, to: role });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const staff = ['owner', 'viewer', 'sales', 'owner'] as (typeof ROLES)[number][];
      for (const { who, from, to } of changes) {
        const otherOwners = staff.filter((one, at) => one === 'owner' && at !== who).length;
        const current = staff[who] ?? null;
        if (decideRole({ current, from, to, otherOwners }).outcome === 'changed') staff[who] = to;
        expect(staff).toContain('owner');
      }
    }),
  );
});
