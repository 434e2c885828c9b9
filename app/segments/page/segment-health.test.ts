import { expect, test } from 'vitest';
import { jumpOf, segmentWarnings, tooManyWords, type SegmentDay } from './segment-health.ts';
import { segmentInputs } from './segment-inputs.ts';
import { segmentLine, trendOf, untilNow } from './segment-lines.ts';

/** The days of a segment with these sizes at their ends, the last one the 21st. */
function daysOf(...sizes: number[]): SegmentDay[] {
  return sizes.map((size, place) => ({
    day: `2026-11-${String(21 - sizes.length + 1 + place).padStart(2, '0')}`,
    size,
    entered: 0,
    gone: 0,
  }));
}

const fine = { size: 50, people: 100, purpose: 'Call.', problem: null, silent: [], days: [] };

test.each<[string, Partial<Parameters<typeof segmentWarnings>[0]>, string[]]>([
  ['all is well', {}, []],
  ['its purpose is missing', { purpose: '' }, ['no_purpose']],
  ['it has no members', { size: 0 }, ['empty']],
  ['all people are in it', { size: 100 }, ['all_people']],
  ['all of a few people are in it', { size: 3, people: 3 }, []],
  ['its inputs went silent', { silent: ['carts/update'] }, ['silent']],
  ['it cannot be evaluated', { problem: 'A product is gone.', size: 0 }, ['problem', 'empty']],
])('%s', (_what, facts, kinds) => {
  expect(segmentWarnings({ ...fine, ...facts }).map(({ kind }) => kind)).toEqual(kinds);
});

test.each<[string, number[], { from: number; to: number } | null]>([
  ['steady', [100, 101, 99, 100, 102, 100, 101, 100, 101], null],
  ['up at once', [100, 101, 99, 100, 102, 100, 101, 100, 400], { from: 100, to: 400 }],
  ['down at once', [100, 101, 99, 100, 102, 100, 101, 100, 20], { from: 100, to: 20 }],
  ['growing every day as before', [100, 150, 200, 250, 300, 350, 400, 450, 500], null],
  ['few days', [100, 100, 400], null],
  ['a few people more in a small one', [2, 2, 3, 2, 2, 3, 2, 2, 4], null],
  [
    'unusual but small in a large one',
    [10_000, 10_000, 10_001, 10_000, 10_000, 10_000, 10_000, 10_000, 10_500],
    null,
  ],
])('a jump of size is distinguished from what is usual: %s', (_what, sizes, jump) => {
  expect(jumpOf(daysOf(...sizes))).toEqual(jump);
});

test('today is as it is now, not as the day ended that has not', () => {
  expect(untilNow(daysOf(5, 6), 9, '2026-11-21').map(({ size }) => size)).toEqual([5, 9]);
  expect(untilNow(daysOf(5, 6), 9, '2026-11-22').map(({ size }) => size)).toEqual([5, 6, 9]);
  expect(untilNow([], 9, '2026-11-22').map(({ size }) => size)).toEqual([9]);
});

function line(name: string, size: number, days: number[]) {
  const facts = {
    key: name,
    name,
    purpose: `For ${name}`,
    owner: null,
    stage: null,
    kind: 'own' as const,
  };
  return segmentLine(
    { ...facts, size, problem: null, silent: [], days: daysOf(...days) },
    100,
    '2026-11-21',
  );
}

test('a trend is the change over the days shown, none on the first of them', () => {
  const lines = [line('Keen', 30, [10, 20, 30]), line('Lost', 40, [90, 60, 40])];
  expect([...lines, line('Agreed', 5, [5])].map(trendOf)).toEqual([20, -50, null]);
});

test('what a predicate reads is known by topic, through groups', () => {
  const predicate = {
    all: [
      { signal: 'cart_changed', is: 'at_least', times: 1, days: 9 } as const,
      { not: { field: 'last_order', is: 'within', days: 9 } as const },
    ],
  };
  expect(segmentInputs(predicate)).toEqual(['carts/update', 'orders/create']);
});

test('too many segments are reported, with those to begin with', () => {
  expect(tooManyWords(40, 9)).toBeNull();
  expect(tooManyWords(41, 9)).toContain('Start with the 9');
  expect(tooManyWords(41, 0)).toContain('Archive those');
});
