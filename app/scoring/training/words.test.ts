import { expect, test } from 'vitest';
import type { Area } from './evaluate.ts';
import {
  calibrationGapWords,
  gainWords,
  levelWords,
  mayBeUsed,
  evaluationOf,
  type Evaluation,
} from './words.ts';

function sure(value: number): Area {
  return { value, low: value - 0.01, high: value + 0.01 };
}

test.each<[string, Parameters<typeof evaluationOf>[0], Evaluation]>([
  [
    'no better than chance',
    { area: { value: 0.52, low: 0.49, high: 0.55 }, gain: sure(0.05) },
    'by_chance',
  ],
  ['surely below the points in use', { area: sure(0.7), gain: sure(-0.02) }, 'worse'],
  [
    'surely above both',
    { area: sure(0.7), gain: sure(0.03), gainOverOrders: sure(0.04) },
    'better',
  ],
  [
    'above the points in use, not the number of orders',
    { area: sure(0.7), gain: sure(0.03), gainOverOrders: sure(0.01) },
    'as_good',
  ],
  [
    'surely above, by too little to matter',
    { area: sure(0.7), gain: sure(0.015), gainOverOrders: sure(0.03) },
    'as_good',
  ],
  [
    'saved before the number of orders was measured',
    { area: sure(0.7), gain: sure(0.03) },
    'better',
  ],
])('the evaluation of what is %s', (_, evidence, evaluation) => {
  expect(evaluationOf(evidence)).toBe(evaluation);
  expect(mayBeUsed(evaluation)).toBe(evaluation === 'better' || evaluation === 'as_good');
});

test('the gain is said beside both, and called too little where it is', () => {
  const few = { areaSuggested: 0.7312, gain: sure(0.004), gainOverOrders: sure(0.0106) };
  expect(gainWords(few)).toBe(
    'Their AUC of 0.731 is 0.004 above that of the points in use and 0.011 above that of the bare number of orders. Less than 0.02 over either is too small to matter.',
  );
  expect(gainWords({ ...few, gain: sure(0.05), gainOverOrders: sure(0.06) })).not.toContain(
    'little',
  );
  expect(gainWords({ ...few, gainOverOrders: sure(-0.01) })).toContain(
    '0.010 below that of the bare',
  );
});

test('how far expected and actual are apart is said by people, and what chance leaves open is said as well', () => {
  const bin = { from: 0, to: 1, low: 0.25, high: 0.35 };
  expect(
    calibrationGapWords([
      { ...bin, count: 300, expected: 0.3, actual: 0.31 },
      { ...bin, count: 100, expected: 0.3, actual: 0.4 },
    ]),
  ).toBe(
    'By tenths of the people, expected and actual differ by 3.3 percentage points on average, where chance alone makes 2.5; in 1 of 2 tenths by more than chance leaves open.',
  );
  expect(calibrationGapWords([])).toBe('');
});

test('where the whole shop was below what was expected, it says when', () => {
  const part = { count: 400, expected: 0.3, low: 0.26, high: 0.35 };
  const levels = [
    { ...part, from: 1, until: 7, actual: 0.31 },
    { ...part, from: 8, until: 14, actual: 0.22 },
  ];
  const dateOf = (day: number) => `day ${String(day)}`;
  expect(levelWords(levels, dateOf)).toContain('day 8 to day 14: 30 % expected, 22 % ordered');
  expect(levelWords(levels, dateOf)).not.toContain('day 1 to');
  expect(levelWords(levels.slice(0, 1), dateOf)).toContain('about as many ordered as expected');
  expect(levelWords([], dateOf)).toBe('');
});
