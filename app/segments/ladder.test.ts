import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { newProfile } from '#app/profiles/profile.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { NOON, profiles } from '#tests/arbitraries/profile.ts';
import { evaluate } from './evaluate.ts';
import { segmentFacts } from './facts.ts';
import { ladderFlip, ladderSegments, rungOf, type Ladder } from './ladder.ts';
import { lifecycle } from './lifecycle.ts';
import type { Predicate } from './predicate.ts';
import { rfm, type RfmKey } from './rfm.ts';

/** The RFM groups after a merchant changed them in odd ways: some hold for all, some for nobody. */
const edited: Ladder = {
  ...rfm,
  rungs: rfm.rungs.map((rung, index) => {
    const questions: Predicate[] = [
      { any: [] },
      { field: 'score', is: 'at_least', value: 60 },
      { field: 'last_order', is: 'before', days: 20 },
      rung.when,
    ];
    return { ...rung, when: questions[index % questions.length] ?? rung.when };
  }),
};

const ladders: [string, Ladder][] = [
  ['the lifecycle', lifecycle],
  ['the RFM groups', rfm],
  ['groups that were changed', edited],
];

describe.each(ladders)('%s', (_, ladder) => {
  it('have everybody they are for in exactly one, and nobody else', () => {
    const segments = ladderSegments(ladder);
    fc.assert(
      fc.property(profiles, fc.integer({ min: 0, max: 300 * DAY }), (state, offset) => {
        const facts = segmentFacts(retailModel, state);
        const at = NOON + offset;
        const held = segments.filter(({ predicate }) => evaluate(predicate, facts, at));
        const isFor = evaluate(ladder.of, facts, at);
        expect(held).toHaveLength(isFor ? 1 : 0);
        expect(held[0]?.key ?? null).toBe(rungOf(ladder, facts, at));
      }),
      { numRuns: 500 },
    );
  });

  it('change at the millisecond found by stepping the clock', () => {
    fc.assert(
      fc.property(profiles, (state) => {
        const facts = segmentFacts(retailModel, state);
        const group = rungOf(ladder, facts, NOON);
        const found = ladderFlip(ladder, facts, NOON);
        if (found !== null) {
          expect(rungOf(ladder, facts, found)).not.toBe(group);
          expect(rungOf(ladder, facts, found - 1)).toBe(group);
        }
        const until = Math.min(found ?? Infinity, NOON + 400 * DAY);
        for (let at = NOON + HOUR; at < until; at += HOUR) {
          if (rungOf(ladder, facts, at) !== group) expect.fail(`missed a change at ${at}`);
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
    expect(rungOf(rfm, facts, NOON)).toBe(group);
  });

  it('is none before the first order', () => {
    expect(rungOf(rfm, segmentFacts(retailModel, newProfile(NOON)), NOON)).toBeNull();
  });
});
