import { describe, expect, it } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { DayBucket, ProfileState, Signal } from '#app/profiles/profile-state.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { NOON } from '#tests/arbitraries/profile.ts';
import { segmentFacts } from '#app/segments/facts.ts';
import { nextTierChangeAt, tierOf } from './tiers.ts';
import { lifecycle, type StageKey } from './lifecycle.ts';

const blank = newProfile(NOON - 365 * DAY);

function ago(days: number, count = 1): DayBucket[] {
  const at = NOON - days * DAY;
  const day = Math.floor(at / DAY);
  return [[day, count, at - day * DAY]];
}

function person(
  orders: { placed: number; lastDaysAgo: number } | null,
  signals: Partial<Record<Signal, DayBucket[]>> = {},
  cartMinor = 1_000,
): ProfileState {
  const cart = { token: 'c', quantity: 1, totalMinor: cartMinor, currency: 'GBP', at: NOON };
  const placed = orders?.placed ?? 0;
  const lastAt = orders === null ? null : NOON - orders.lastDaysAgo * DAY;
  return { ...blank, signals, cart, orders: { ...blank.orders, placed, lastAt } };
}

const subscriber: ProfileState = {
  ...person(null),
  consent: { email: { value: 'subscribed', at: NOON }, sms: null },
};

describe('the stage of a person', () => {
  it.each<[StageKey, string, ProfileState]>([
    ['visitor', 'of whom nothing is known', person(null)],
    ['visitor', 'who looked twice', person(null, { product_viewed: ago(1, 2) })],
    ['subscriber', 'who subscribed', subscriber],
    ['engaged', 'who looked three times', person(null, { product_viewed: ago(1, 3) })],
    ['engaged', 'who emptied the cart', person(null, { cart_changed: ago(1) }, 0)],
    ['visitor', 'who was engaged two weeks ago', person(null, { product_viewed: ago(14, 3) })],
    ['cart_starter', 'with a new cart', person(null, { cart_changed: ago(1) })],
    ['visitor', 'with a forgotten cart', person(null, { cart_changed: ago(14) })],
    [
      'checkout_starter',
      'with cart and checkout',
      person(null, { cart_changed: ago(1), checkout_started: ago(1) }),
    ],
    [
      'first_time_buyer',
      'who finished the checkout',
      person({ placed: 1, lastDaysAgo: 0 }, { cart_changed: ago(1), checkout_started: ago(1) }),
    ],
    [
      'cart_starter',
      'who fills a cart after long absence',
      person({ placed: 1, lastDaysAgo: 200 }, { cart_changed: ago(1) }),
    ],
    ['repeat_buyer', 'with two orders', person({ placed: 2, lastDaysAgo: 89 })],
    ['loyal', 'with four orders', person({ placed: 4, lastDaysAgo: 89 })],
    ['at_risk', 'away for 90 days', person({ placed: 4, lastDaysAgo: 90 })],
    ['lapsed', 'away for 180 days', person({ placed: 1, lastDaysAgo: 180 })],
    [
      'wholesale_prospect',
      'who applied, whatever else',
      person({ placed: 4, lastDaysAgo: 1 }, { applied: ago(30), cart_changed: ago(0) }),
    ],
  ])('is %s for one %s', (stage, _, state) => {
    expect(tierOf(lifecycle, segmentFacts(retailModel, state), NOON)).toBe(stage);
  });

  it('does not call a person whose only order was cancelled a buyer', () => {
    const state = person({ placed: 1, lastDaysAgo: 200 });
    const cancelled = { ...state, orders: { ...state.orders, cancelled: 1 } };
    expect(tierOf(lifecycle, segmentFacts(retailModel, cancelled), NOON)).toBe('visitor');
  });
});

describe('the next change of a stage', () => {
  it('leads a buyer who never returns through risk to lapse, and no further', () => {
    const facts = segmentFacts(retailModel, person({ placed: 1, lastDaysAgo: 0 }));
    const risk = nextTierChangeAt(lifecycle, facts, NOON);
    expect(risk).toBe(NOON + 90 * DAY);
    expect(nextTierChangeAt(lifecycle, facts, NOON + 90 * DAY)).toBe(NOON + 180 * DAY);
    expect(nextTierChangeAt(lifecycle, facts, NOON + 180 * DAY)).toBeNull();
  });
});
