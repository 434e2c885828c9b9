import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { newProfile } from '#app/profiles/profile.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { NOON, profiles } from '#tests/arbitraries/profile.ts';
import { evaluate } from '#app/segments/evaluate.ts';
import { segmentFacts } from '#app/segments/facts.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { nextTierChangeAt, tierSegments, tierOf, type Tiers } from './tiers.ts';
import { lifecycle } from './lifecycle.ts';
import { rfm, type RfmKey } from './rfm.ts';

/** The RFM groups after a merchant changed them strangely: some hold for all people, some for none. */
const edited: Tiers = {
  ...rfm,
  tiers: rfm.tiers.map((tier, index) => {
    const predicates: Predicate[] = [
      { any: [] },
      { field: 'score', is: 'at_least', value: 60 },
      { field: 'last_order', is: 'before', days: 20 },
      tier.when,
    ];
    return { ...tier, when: predicates[index % predicates.length] ?? tier.when };
  }),
};

const tierSets: [string, Tiers][] = [
  ['the lifecycle', lifecycle],
  ['the RFM groups', rfm],
  ['groups that were changed', edited],
];

describe.each(tierSets)('%s', (_, tiers) => {
  it('have each person they are for in exactly one, and no other person', () => {
    const segments = tierSegments(tiers);
    fc.assert(
      fc.property(profiles, fc.integer({ min: 0, max: 300 * DAY }), (state, offset) => {
        const facts = segmentFacts(retailModel, state);
        const at = NOON + offset;
        const held = segments.filter(({ predicate }) => evaluate(predicate, facts, at));
        const isFor = evaluate(tiers.of, facts, at);
        expect(held).toHaveLength(isFor ? 1 : 0);
        expect(held[0]?.key ?? null).toBe(tierOf(tiers, facts, at));
      }),
      { numRuns: 500 },
    );
  });

  it('change at the millisecond found by stepping the clock', () => {
    fc.assert(
      fc.property(profiles, (state) => {
        const facts = segmentFacts(retailModel, state);
        const group = tierOf(tiers, facts, NOON);
        const found = nextTierChangeAt(tiers, facts, NOON);
        if (found !== null) {
          expect(tierOf(tiers, facts, found)).not.toBe(group);
          expect(tierOf(tiers, facts, found - 1)).toBe(group);
        }
        const until = Math.min(found ?? Infinity, NOON + 400 * DAY);
        for (let at = NOON + HOUR; at < until; at += HOUR) {
          if (tierOf(tiers, facts, at) !== group) expect.fail(`missed a change at ${at}`);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('the RFM group of a buyer', () => {
  it.each<[RfmKey, number, number, number]>([
    ['rfm_champions', 4, 500, 29],
    ['rfm_loyal', 4, 499, 29],
    ['rfm_loyal', 2, 500, 89],
    ['rfm_new', 1, 900, 29],
    ['rfm_promising', 1, 900, 30],
    ['rfm_promising', 3, 100, 89],
    ['rfm_needs_attention', 2, 100, 179],
    ['rfm_needs_attention', 9, 900, 90],
    ['rfm_hibernating', 1, 100, 90],
    ['rfm_at_risk', 4, 100, 180],
    ['rfm_at_risk', 1, 500, 364],
    ['rfm_hibernating', 3, 100, 364],
    ['rfm_lost', 9, 900, 365],
  ])('is %s after %i orders of %i in all, the last %i days ago', (group, placed, spent, days) => {
    const blank = newProfile(NOON - 500 * DAY);
    const grossMinor = { GBP: spent * 100 };
    const orders = { ...blank.orders, placed, grossMinor, lastAt: NOON - days * DAY };
    const facts = segmentFacts(retailModel, { ...blank, orders });
    expect(tierOf(rfm, facts, NOON)).toBe(group);
  });

  it('is none before the first order', () => {
    expect(tierOf(rfm, segmentFacts(retailModel, newProfile(NOON)), NOON)).toBeNull();
  });
});
