import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { NOON, profiles } from '#tests/arbitraries/profile.ts';
import { assess } from './assess.ts';
import { segmentFacts } from './facts.ts';
import { isInSegment } from './is-in-segment.ts';
import { lifecycle } from './ready/lifecycle.ts';
import { rfm } from './ready/rfm.ts';

const rules = {
  model: retailModel,
  segments: [
    {
      key: 'seen',
      name: 'Seen',
      purpose: 'Test',
      version: 1,
      predicate: { field: 'last_seen' as const, is: 'within' as const, days: 7 },
    },
  ],
};
const keys = [...lifecycle.tiers, ...rfm.tiers, ...rules.segments].map(({ key }) => key);

test('a person is in those segments that an assessment names', () => {
  const moments = fc.integer({ min: 0, max: 200 }).map((days) => NOON + days * DAY);
  const anonymous = profiles.map((state) => ({
    ...state,
    customerId: null,
    email: null,
    phone: null,
  }));
  fc.assert(
    fc.property(fc.oneof(profiles, anonymous), moments, (state, at) => {
      const facts = segmentFacts(retailModel, state);
      const { segments } = assess(rules, state, at);
      const found = keys.filter((key) => isInSegment(rules, key, facts, at));
      expect(found.sort()).toEqual(segments.sort());
    }),
  );
});

test('of a segment that is read from Shopify it is what is known of its members', () => {
  const [state] = fc.sample(profiles, 1);
  if (!state) throw new Error('There is no profile.');
  const named = { ...state, email: { value: 'ada@a.example', at: 1 } };
  const facts = segmentFacts(retailModel, named, null, new Set(['shopify:7']));
  expect(isInSegment(rules, 'shopify:7', facts, NOON)).toBe(true);
  expect(isInSegment(rules, 'shopify:8', facts, NOON)).toBe(false);
});
