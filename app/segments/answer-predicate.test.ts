import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { predicates } from '#tests/arbitraries/predicate.ts';
import { NOON, predictions, profiles } from '#tests/arbitraries/profile.ts';
import { answerPredicate } from './answer-predicate.ts';
import { conditionsOf } from './conditions/conditions-of.ts';
import { evaluate } from './evaluate.ts';
import { segmentFacts } from './facts.ts';
import type { Predicate } from './predicate.ts';

const blank = newProfile(NOON);
const buyer: ProfileState = { ...blank, orders: { ...blank.orders, placed: 3 } };
const bought: Predicate = { field: 'orders', is: 'at_least', value: 2 };
const french: Predicate = { field: 'country', is: 'one_of', values: ['FR'] };

function answerOf(predicate: Predicate) {
  return answerPredicate(predicate, segmentFacts(retailModel, buyer), NOON);
}

test('two conditions on one list each keep what they read', () => {
  const tagged = (tag: string): Predicate => ({ field: 'tags', is: 'has_any', values: [tag] });
  expect(Object.keys(answerOf({ all: [tagged('vip'), tagged('staff')] }).facts)).toHaveLength(2);
});

test('the answer is that of the evaluation, for every predicate and person', () => {
  fc.assert(
    fc.property(predicates, profiles, predictions, (predicate, state, prediction) => {
      const facts = segmentFacts(retailModel, state, prediction);
      const answer = answerPredicate(predicate, facts, NOON);
      expect(answer.holds).toBe(evaluate(predicate, facts, NOON));
      expect(answer.why.length).toBeLessThanOrEqual(conditionsOf(predicate).length);
    }),
  );
});

describe('an answer', () => {
  test('names the facts that every condition read, those that were not known as well', () => {
    expect(answerOf({ all: [bought, french] }).facts).toEqual({ orders: 3, country: null });
  });

  test.each<[string, Predicate, string[]]>([
    ['all fail by the first that fails', { all: [bought, french] }, ['country is FR']],
    ['all hold by all', { all: [bought, bought] }, Array(2).fill('orders at least 2')],
    ['any holds by the first that holds', { any: [french, bought] }, ['orders at least 2']],
    [
      'any fails by all',
      { any: [french, { not: bought }] },
      ['country is FR', 'not (orders at least 2)'],
    ],
    ['nothing was asked', { all: [] }, []],
  ])('says why: %s', (_, predicate, why) => {
    expect(answerOf(predicate).why).toEqual(why);
  });
});
