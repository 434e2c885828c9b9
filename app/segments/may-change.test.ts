import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { NOON, profiles } from '#tests/arbitraries/profile.ts';
import { evaluate } from './evaluate.ts';
import { segmentFacts } from './facts.ts';
import { mayChange } from './may-change.ts';
import { nextChangeAt } from './next-change.ts';
import type { Predicate } from './predicate.ts';

const conditions: Predicate[] = [
  { field: 'last_order', is: 'within', days: 60 },
  { field: 'last_order', is: 'before', days: 60 },
  { field: 'first_seen', is: 'days_ago', least: 300, most: 400 },
  { field: 'last_checkout', is: 'coming', days: 1 },
  { signal: 'product_viewed', is: 'fewer_than', times: 3, days: 14 },
  { field: 'score', is: 'at_least', value: 30 },
  { field: 'band', is: 'one_of', values: ['hot'] },
  { field: 'orders', is: 'at_least', value: 2 },
  { field: 'country', is: 'one_of', values: ['GB'] },
];

const predicates: fc.Arbitrary<Predicate> = fc
  .array(fc.record({ question: fc.constantFrom(...conditions), negated: fc.boolean() }), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((drawn) => {
    const parts = drawn.map(({ question: condition, negated }) =>
      negated ? { not: condition } : condition,
    );
    return fc.constantFrom<Predicate>({ all: parts }, { any: parts });
  });

it('each person whose membership changes by time alone is found beforehand', () => {
  fc.assert(
    fc.property(
      predicates,
      profiles,
      fc.integer({ min: 0, max: 30 * DAY }),
      (predicate, drawn, later) => {
        const now = NOON + later;
        const newest = Object.values(drawn.signals).flatMap((buckets) =>
          buckets.map(([day, , ms]) => day * DAY + ms),
        );
        // Whatever is received moves the moment a person was last seen.
        const state = { ...drawn, lastSeenAt: Math.max(drawn.orders.lastAt ?? 0, ...newest) };
        const facts = segmentFacts(retailModel, state);
        if (nextChangeAt(predicate, facts, now) === null) return;
        const found = mayChange(predicate);
        expect(found !== null && evaluate(found, facts, now)).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});

it('no person is looked at where time changes nothing', () => {
  expect(mayChange({ all: [{ field: 'orders', is: 'at_least', value: 2 }] })).toBeNull();
});
