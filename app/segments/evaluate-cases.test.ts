import { expect, it } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { NOON } from '#tests/arbitraries/profile.ts';
import { PEOPLE } from '#tests/segments/case-people.ts';
import { CASES } from '#tests/segments/cases.ts';
import { evaluate } from './evaluate.ts';
import { segmentFacts } from './facts.ts';

it.each(CASES)('%j after %d days matches: %s', (predicate, days, names) => {
  const members = Object.entries(PEOPLE).flatMap(([name, { state, prediction }]) =>
    evaluate(predicate, segmentFacts(retailModel, state, prediction), NOON + days * DAY)
      ? [name]
      : [],
  );
  expect(members.join(' ')).toBe(names);
});
