import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { NOON, profiles } from '#tests/arbitraries/profile.ts';
import { assess } from './assess.ts';
import type { Segment } from './predicate.ts';

const own: Segment[] = [
  { field: 'last_seen' as const, is: 'within' as const, days: 7 },
  { signal: 'product_viewed' as const, is: 'at_least' as const, times: 2, days: 14 },
  {
    all: [
      { field: 'score' as const, is: 'at_least' as const, value: 30 },
      { not: { field: 'last_order' as const, is: 'within' as const, days: 60 } },
    ],
  },
].map((predicate, index) => ({
  key: `own-${String(index)}`,
  name: 'Own',
  purpose: 'Test',
  version: 1,
  predicate,
}));

const rules = { model: retailModel, segments: own };

/** What only tills know of: bought without a customer, an address or a number. */
const anonymousOrders = profiles.map((state) => ({
  ...state,
  customerId: null,
  email: null,
  phone: null,
  orders: { ...state.orders, placed: 3, cancelled: 0 },
}));

describe('an assessment', () => {
  it('keeps its grade and segments until the moment it names, and loses one of them then', () => {
    fc.assert(
      fc.property(fc.oneof(profiles, anonymousOrders), (state) => {
        const now = assess(rules, state, NOON);
        const known = `${now.score.grade} ${now.segments.join(' ')}`;
        const at = (moment: number): string => {
          const later = assess(rules, state, moment);
          return `${later.score.grade} ${later.segments.join(' ')}`;
        };
        if (now.nextChangeAt !== null) {
          expect(at(now.nextChangeAt)).not.toBe(known);
          expect(at(now.nextChangeAt - 1)).toBe(known);
        }
        const until = Math.min(now.nextChangeAt ?? Infinity, NOON + 400 * DAY);
        for (let moment = NOON; moment < until; moment += 37 * HOUR) expect(at(moment)).toBe(known);
      }),
    );
  });

  it('ends: following its next changes one comes to rest', () => {
    fc.assert(
      fc.property(profiles, (state) => {
        let at: number | null = NOON;
        for (let changes = 0; at !== null; changes += 1) {
          expect(changes).toBeLessThan(200);
          at = assess(rules, state, at).nextChangeAt;
        }
      }),
    );
  });

  it('is the same bytes for the same profile', () => {
    fc.assert(
      fc.property(profiles, (state) => {
        const twice = [state, structuredClone(state)].map((each) => assess(rules, each, NOON));
        expect(JSON.stringify(twice[0])).toBe(JSON.stringify(twice[1]));
      }),
    );
  });
});
