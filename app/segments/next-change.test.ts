import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import { newProfile } from '#app/profiles/profile.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { predicates } from '#tests/arbitraries/predicate.ts';
import { NOON, predictions, profiles } from '#tests/arbitraries/profile.ts';
import { evaluate } from './evaluate.ts';
import { segmentFacts } from './facts.ts';
import { nextChangeAt } from './next-change.ts';
import type { Predicate } from './predicate.ts';

const today = Math.floor(NOON / DAY);

describe('the next change of a predicate', () => {
  it('is the millisecond found by stepping the clock, for any predicate and any profile', () => {
    fc.assert(
      fc.property(predicates, profiles, predictions, (predicate, profile, prediction) => {
        const facts = segmentFacts(retailModel, profile, prediction);
        const now = evaluate(predicate, facts, NOON);
        const found = nextChangeAt(predicate, facts, NOON);
        if (found !== null) {
          expect(found).toBeGreaterThan(NOON);
          expect(evaluate(predicate, facts, found)).toBe(!now);
          expect(evaluate(predicate, facts, found - 1)).toBe(now);
        }
        const until = Math.min(found ?? Infinity, NOON + 2 * DAY);
        for (let at = NOON + MINUTE; at < until; at += MINUTE) {
          if (evaluate(predicate, facts, at) !== now) expect.fail(`missed a flip at ${at}`);
        }
        const farther = Math.min(found ?? Infinity, NOON + 400 * DAY);
        for (let at = NOON + DAY; at < farther; at += DAY) {
          if (evaluate(predicate, facts, at) !== now) expect.fail(`missed a flip at ${at}`);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, Predicate, number | null]>([
    [
      'enough views until the older of two days leaves the window',
      { signal: 'product_viewed', is: 'at_least', times: 3, days: 7 },
      NOON + 5 * DAY,
    ],
    [
      'any view until the newer day leaves',
      { signal: 'product_viewed', is: 'at_least', times: 1, days: 7 },
      NOON + 7 * DAY,
    ],
    ['an order within', { field: 'last_order', is: 'within', days: 60 }, NOON + 50 * DAY],
    ['an order before', { field: 'last_order', is: 'before', days: 10 }, null],
    ['what does not depend on time', { field: 'last_order', is: 'known' }, null],
    ['a fit', { field: 'fit', is: 'at_least', value: 1 }, null],
    ['a senseless window', { field: 'last_order', is: 'within', days: Number.NaN }, null],
    [
      'two windows of which one never holds again',
      {
        any: [
          { field: 'last_order', is: 'within', days: 20 },
          { field: 'last_order', is: 'before', days: 20 },
        ],
      },
      null,
    ],
  ])('of %s is exact', (_, predicate, expected) => {
    const profile = newProfile(NOON - 100 * DAY);
    const facts = segmentFacts(retailModel, {
      ...profile,
      orders: { ...profile.orders, placed: 1, lastAt: NOON - 10 * DAY },
      signals: {
        product_viewed: [
          [today, 2, NOON - today * DAY],
          [today - 2, 1, NOON - today * DAY],
        ],
      },
    });
    expect(nextChangeAt(predicate, facts, NOON)).toBe(expected);
  });
});
