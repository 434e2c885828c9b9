import { describe, expect, it } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { DayBucket, ProfileState } from '#app/profiles/profile-state.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { NOON } from '#tests/arbitraries/profile.ts';
import { truthValueOf, evaluate } from './evaluate.ts';
import { segmentFacts } from './facts.ts';
import type { Predicate } from './predicate.ts';

const today = Math.floor(NOON / DAY);
const blank = newProfile(NOON - 100 * DAY);
const ann: ProfileState = {
  ...blank,
  email: { value: 'ann@Example.com', at: NOON },
  country: { value: 'GB', at: NOON },
  consent: { email: { value: 'subscribed', at: NOON }, sms: null },
  orders: {
    ...blank.orders,
    placed: 3,
    cancelled: 1,
    grossMinor: { GBP: 5_000 },
    refundedMinor: { GBP: 1_000 },
    firstAt: NOON - 90 * DAY,
    lastAt: NOON - 60 * DAY,
  },
  cart: { token: 'c', quantity: 2, totalMinor: 1_200, currency: 'GBP', at: NOON },
  firstTouch: {
    at: NOON,
    source: 'news',
    medium: null,
    campaign: null,
    landing: null,
    referrer: null,
  },
  signals: {
    product_viewed: [
      [today, 2, NOON - today * DAY],
      [today - 2, 1, NOON - today * DAY],
    ],
    cart_changed: [[today, 1, NOON - today * DAY]],
  },
};
const traveller: ProfileState = {
  ...ann,
  orders: { ...ann.orders, grossMinor: { GBP: 5_000, EUR: 100 } },
};

const always: Predicate = { all: [] };
const never: Predicate = { any: [] };
const senseless: Predicate = { field: 'last_order', is: 'within', days: Number.NaN };

function holds(predicate: Predicate, profile: ProfileState = ann): boolean {
  return evaluate(predicate, segmentFacts(retailModel, profile), NOON);
}

describe('a predicate', () => {
  it.each<[Predicate, boolean]>([
    [always, true],
    [never, false],
    [{ not: never }, true],
    [{ all: [always, never] }, false],
    [{ any: [never, always] }, true],
    [{ field: 'orders', is: 'equal', value: 2 }, true],
    [{ field: 'orders', is: 'at_least', value: 3 }, false],
    [{ field: 'spent', is: 'at_most', value: 4_000 }, true],
    [{ field: 'average_order', is: 'at_least', value: 2_500 }, true],
    [{ field: 'refund_rate', is: 'equal', value: 20 }, true],
    [{ field: 'discount_share', is: 'at_most', value: 0 }, true],
    [{ field: 'first_source', is: 'one_of', values: ['news'] }, true],
    [{ field: 'last_campaign', is: 'known' }, false],
    [{ field: 'cart_value', is: 'at_least', value: 1_201 }, false],
    [{ field: 'intent', is: 'equal', value: 18.27 }, true],
    [{ field: 'fit', is: 'at_least', value: 50 }, true],
    [{ field: 'country', is: 'one_of', values: ['IE', 'GB'] }, true],
    [{ field: 'country', is: 'one_of', values: [] }, false],
    [{ field: 'email_domain', is: 'one_of', values: ['example.com'] }, true],
    [{ field: 'email_consent', is: 'one_of', values: ['unsubscribed'] }, false],
    [{ field: 'company', is: 'known' }, false],
    [{ field: 'company', is: 'unknown' }, true],
    [{ field: 'last_order', is: 'known' }, true],
    [{ field: 'last_delivered', is: 'unknown' }, true],
    [{ field: 'last_order', is: 'within', days: 60 }, false],
    [{ field: 'last_order', is: 'before', days: 60 }, true],
    [{ field: 'last_order', is: 'within', days: 61 }, true],
    [{ field: 'last_delivered', is: 'before', days: 1 }, false],
    [{ field: 'last_cart', is: 'after', than: 'last_order' }, true],
    [{ field: 'last_cart', is: 'after', than: 'last_delivered' }, true],
    [{ field: 'last_delivered', is: 'after', than: 'last_cart' }, false],
    [{ field: 'last_order', is: 'after', than: 'last_order' }, false],
    [{ signal: 'product_viewed', is: 'at_least', times: 3, days: 2 }, false],
    [{ signal: 'product_viewed', is: 'at_least', times: 3, days: 3 }, true],
    [{ signal: 'product_viewed', is: 'fewer_than', times: 3, days: 2 }, true],
    [{ signal: 'mail_clicked', is: 'fewer_than', times: 1, days: 9 }, true],
  ])('%j evaluates to %s', (predicate, expected) => {
    expect(holds(predicate)).toBe(expected);
    expect(holds({ not: predicate })).toBe(!expected);
  });

  it('about money in several currencies is false, whichever way it is put', () => {
    expect(holds({ field: 'spent', is: 'at_least', value: 0 }, traveller)).toBe(false);
    expect(holds({ field: 'spent', is: 'at_most', value: 1_000_000 }, traveller)).toBe(false);
  });

  it('about the average order of a person without orders is false', () => {
    expect(holds({ field: 'average_order', is: 'at_most', value: 1 }, blank)).toBe(false);
    expect(holds({ field: 'refund_rate', is: 'at_most', value: 1 }, blank)).toBe(false);
  });

  it('about something still to come is evaluated as if it had not happened', () => {
    const soon = { ...ann, orders: { ...ann.orders, lastAt: NOON + 1 } };
    expect(holds({ field: 'last_order', is: 'within', days: 1 }, soon)).toBe(false);
    const click = { ...ann, signals: { mail_clicked: [[today + 1, 1, 0] satisfies DayBucket] } };
    expect(holds({ signal: 'mail_clicked', is: 'at_least', times: 1, days: 9 }, click)).toBe(false);
  });

  it('that makes no sense fails closed, also when it is negated', () => {
    for (const predicate of [senseless, { not: senseless }, { any: [senseless, never] }]) {
      expect(holds(predicate)).toBe(false);
      expect(truthValueOf(predicate, segmentFacts(retailModel, ann), NOON)).toBeNull();
    }
    expect(holds({ all: [always, senseless] })).toBe(false);
    expect(holds({ not: { all: [never, senseless] } })).toBe(true);
    expect(holds({ any: [senseless, always] })).toBe(true);
  });

  it.each([
    { field: 'shoe_size', is: 'at_least', value: 1 },
    { field: 'shoe_size', is: 'one_of', values: [] },
    { field: 'shoe_size', is: 'known' },
    { field: 'shoe_size', is: 'before', days: 1 },
    { field: 'shoe_size', is: 'after', than: 'last_order' },
    { field: 'orders', is: 'roughly', value: 1 },
    { field: 'constructor', is: 'at_least', value: 1 },
    { signal: 'product_viewed', is: 'at_least', times: Number.NaN, days: 1 },
  ])('in unknown words, as %j, has no truth value', (stored) => {
    // Stored by a newer version, so outside of what the types know.
    const predicate = stored as Predicate;
    expect(truthValueOf(predicate, segmentFacts(retailModel, ann), NOON)).toBeNull();
  });
});
