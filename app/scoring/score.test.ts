import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { DayBucket, ProfileState, Signal } from '#app/profiles/profile-state.ts';
import { NOON, profiles } from '#tests/arbitraries/profile.ts';
import { retailModel } from './retail-model.ts';
import { scoreProfile } from './score.ts';

function history(at: number, count: number): DayBucket[] {
  const day = Math.floor(at / DAY);
  return [[day, count, at - day * DAY]];
}

function person(signals: Partial<Record<Signal, DayBucket[]>>): ProfileState {
  return { ...newProfile(NOON - DAY), signals };
}

describe('intent', () => {
  it.each<[string, ProfileState, number]>([
    ['nothing', person({}), 0],
    ['a view just now', person({ product_viewed: history(NOON, 1) }), 3],
    ['a view one half-life ago', person({ product_viewed: history(NOON - 5 * DAY, 1) }), 1.5],
    ['more views than the cap allows', person({ product_viewed: history(NOON, 50) }), 24],
    [
      'capped long after, from all that is left and not from the cap',
      person({ product_viewed: history(NOON - 5 * DAY, 16) }),
      24,
    ],
    [
      'a bad review taking away',
      person({ searched: history(NOON, 4), reviewed_badly: history(NOON, 1) }),
      0,
    ],
    [
      'refunds that take nothing away',
      person({ order_placed: history(NOON, 2), refunded: history(NOON, 9) }),
      24,
    ],
    ['orders counted beyond two', person({ order_placed: history(NOON, 7) }), 84],
    ['never below 0', person({ unsubscribed: history(NOON, 1) }), 0],
    ['what is still to come', person({ checkout_started: history(NOON + HOUR, 1) }), 0],
  ])('of %s', (_, state, intent) => {
    expect(scoreProfile(retailModel, state, NOON).intent).toBe(intent);
  });
});

describe('a score', () => {
  it('grades the retail buyer who is checking out A1 and the stranger D4', () => {
    const buyer: ProfileState = {
      ...person({
        product_viewed: history(NOON, 4),
        cart_changed: history(NOON, 2),
        checkout_started: history(NOON, 1),
      }),
      customerId: { value: '1', at: NOON },
      email: { value: 'ann@example.com', at: NOON },
      consent: { email: { value: 'subscribed', at: NOON }, sms: null },
      orders: { ...newProfile(NOON).orders, placed: 1, lastAt: NOON - 30 * DAY },
    };
    expect(scoreProfile(retailModel, buyer, NOON)).toEqual({
      intent: 52,
      fit: 48,
      score: 50,
      grade: 'A1',
      band: 'hot',
    });
    expect(scoreProfile(retailModel, person({}), NOON)).toEqual({
      intent: 0,
      fit: 0,
      score: 0,
      grade: 'D4',
      band: 'cold',
    });
  });

  it('stays within its bounds at any moment and is the same bytes for the same profile', () => {
    fc.assert(
      fc.property(profiles, fc.integer({ min: -400 * DAY, max: 400 * DAY }), (state, offset) => {
        const score = scoreProfile(retailModel, state, NOON + offset);
        expect(
          JSON.stringify(scoreProfile(retailModel, structuredClone(state), NOON + offset)),
        ).toBe(JSON.stringify(score));
        for (const part of [score.intent, score.fit, score.score]) {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(part).toBeLessThanOrEqual(100);
        }
        expect(Math.round(score.intent * 100) / 100).toBe(score.intent);
        expect(Number.isInteger(score.score)).toBe(true);
      }),
    );
  });
});
