import { expect, test } from 'vitest';
import { searchSteps } from './search-steps.ts';

const steps = [
  { id: 'a', title: 'Wait 1 day', detail: 'Counted from the step before' },
  { id: 'b', title: 'Send “Thanks”', detail: 'Marketing: subscribers only' },
];

test('steps are found by any of their words, in capitals or not', () => {
  expect(searchSteps(steps, 'THANKS marketing')).toEqual(['b']);
  expect(searchSteps(steps, 'step')).toEqual(['a']);
  expect(searchSteps(steps, 'thanks day')).toEqual([]);
});

test('a search without words finds nothing', () => {
  expect(searchSteps(steps, '  ')).toEqual([]);
});
