import { expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { orderSnapshot } from '#tests/fixtures/order-snapshot.ts';
import { unknownPurchase } from '#app/profiles/facts.ts';
import { ordersAfter } from '#app/profiles/facts-change.ts';
import { mergeProfiles } from '#app/profiles/identity/merge-profiles.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';

function stateOf(orders: ProfileState['orders']): ProfileState {
  return { ...newProfile(DAY), orders };
}

const PLACED = { orderId: '203', pieces: 5, lineCount: 2 };

test.each([
  ['is cancelled', { cancelledAt: 2 * DAY }, [0, 0]],
  ['loses pieces', { pieces: 3, lineCount: 1 }, [3, 1]],
  ['gains pieces', { pieces: 9, lineCount: 3 }, [9, 3]],
  ['changes in nothing', {}, [5, 2]],
])('an order that %s counts the same in one profile and in two that are merged', (_, now, size) => {
  const purchase = unknownPurchase('203', 'p');
  const before = { ...purchase, order: orderSnapshot(DAY, PLACED) };
  const after = {
    ...purchase,
    order: orderSnapshot(DAY, { ...PLACED, updatedAt: 2 * DAY, ...now }),
  };
  const nothing = newProfile(DAY).orders;
  const placed = ordersAfter(nothing, undefined, before);
  const change = ordersAfter(nothing, before, after);
  const entry = [['203', DAY / 1_000, ...size]];
  expect(ordersAfter(placed, before, after).newest).toEqual(entry);
  expect(mergeProfiles(stateOf(placed), stateOf(change)).orders.newest).toEqual(entry);
  expect(mergeProfiles(stateOf(change), stateOf(placed)).orders.newest).toEqual(entry);
});
