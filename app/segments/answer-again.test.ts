import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retailModel } from '#app/scoring/retail-model.ts';
import { predicates } from '#tests/arbitraries/predicate.ts';
import { NOON, predictions, profiles } from '#tests/arbitraries/profile.ts';
import { answerAgain, conditionKey, NotReadError } from './answer-again.ts';
import { answerPredicate } from './answer-predicate.ts';
import { conditionsOf } from './conditions/conditions-of.ts';
import { segmentFacts } from './facts.ts';
import type { Predicate } from './predicate.ts';

function tagged(...values: string[]): Predicate {
  return { field: 'tags', is: 'has_all', values };
}

test('what was read gives the same answer, for every predicate and person, also after it was stored', () => {
  let answered = 0;
  fc.assert(
    fc.property(predicates, profiles, predictions, (predicate, state, prediction) => {
      const { holds, read } = answerPredicate(
        predicate,
        segmentFacts(retailModel, state, prediction),
        NOON,
      );
      const stored = JSON.parse(JSON.stringify(read)) as typeof read;
      expect(answerAgain(predicate, stored, NOON)).toBe(holds);
      answered += holds ? 1 : 0;
    }),
    { numRuns: 2_000 },
  );
  expect(answered).toBeGreaterThan(100);
});

test('a condition that was not asked is named, also where the others decide', () => {
  const asked: Predicate = { field: 'orders', is: 'at_least', value: 1 };
  const other: Predicate = { field: 'orders', is: 'at_least', value: 2 };
  const read = Object.fromEntries(conditionsOf(asked).map((one) => [conditionKey(one), [1]]));
  expect(answerAgain({ any: [asked] }, read, NOON)).toBe(true);
  expect(() => answerAgain({ any: [asked, other] }, read, NOON)).toThrow(NotReadError);
});

test.each<[string, Predicate, unknown]>([
  ['a text that was too long to be stored whole', tagged('vip'), ['x'.repeat(255)]],
  ['items that may be one or two', tagged('a, b', 'b'), ['a, b']],
  ['another kind of value', { field: 'orders', is: 'at_least', value: 1 }, ['many']],
])('%s gives no answer', (_, predicate, values) => {
  const read = Object.fromEntries(
    conditionsOf(predicate).map((one) => [conditionKey(one), values]),
  );
  expect(() => answerAgain(predicate, read as never, NOON)).toThrow(NotReadError);
});
