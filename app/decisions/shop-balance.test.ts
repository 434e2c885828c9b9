import { expect, test } from 'vitest';
import { balanceFaults, balanceOfRows, type BalanceRow } from './shop-balance.ts';

function row(changed: Partial<BalanceRow>): BalanceRow {
  return {
    kind: 'email',
    state: 'ready',
    reason: null,
    count: 1,
    unrecorded: 0,
    unexplained: 0,
    ...changed,
  };
}

test('everything that was asked for is in one place', () => {
  const rows = ['done', 'skipped', 'ready', 'failed', 'attempted', 'in_doubt'].map((state) =>
    row({ state, reason: state === 'skipped' ? 'not_subscribed' : null }),
  );
  const balance = balanceOfRows(rows);
  expect(balance.email).toMatchObject({
    entered: 6,
    sent: 1,
    skipped: { not_subscribed: 1 },
    waiting: 1,
    failed: 1,
    inDoubt: 2,
  });
  expect(balanceFaults(balance)).toEqual([]);
});

test.each<[string, Partial<BalanceRow>, string]>([
  ['a state that has no place', { state: 'lost' }, 'email: 1 of 1 unaccounted for'],
  [
    'a banner that was never placed',
    { kind: 'banner', state: 'done', unrecorded: 1 },
    'banner: 1 without a record',
  ],
  [
    'a run of which no decision says why it ended',
    { kind: 'run', state: 'exited', unexplained: 1 },
    'run: 1 without a decision',
  ],
])('%s is a fault', (_, changed, fault) => {
  expect(balanceFaults(balanceOfRows([row(changed)]))).toEqual([fault]);
});
