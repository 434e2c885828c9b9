import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatChange } from './change.ts';
import { formatExpected, formatNumber } from './number.ts';

describe('formatNumber', () => {
  test.each([
    [0, undefined, '0'],
    [-0, undefined, '0'],
    [-5, undefined, '-5'],
    [1_204, undefined, '1,204'],
    [1_234_567.5, undefined, '1,234,567.5'],
    [2.345_67, undefined, '2.346'],
    [2.04, { atMost: 1 }, '2'],
    [-0.04, { atMost: 1 }, '0'],
    [2, { exactly: 2 }, '2.00'],
    [1_234.567, { exactly: 1 }, '1,234.6'],
    [1.849, { significant: 2 }, '1.8'],
    [0.0123, { significant: 2 }, '0.012'],
    [Number.NaN, undefined, '–'],
    [Number.NaN, { exactly: 2 }, '–'],
    [Number.POSITIVE_INFINITY, undefined, '–'],
    [Number.NEGATIVE_INFINITY, { atMost: 0 }, '–'],
  ])('%d with %j is %j', (value, digits, text) => {
    expect(formatNumber(value, digits)).toBe(text);
  });

  test('another locale has its own marks', () => {
    expect(formatNumber(1_234.5, undefined, 'de')).toBe('1.234,5');
  });
});

test.each([
  [0, '0'],
  [0.04, 'less than 0.1'],
  [0.06, '0.1'],
  [1, '1'],
  [2.55, '2.6'],
  [1_234.5, '1,234.5'],
  [Number.NaN, '–'],
])('%d expected is %j', (value, text) => {
  expect(formatExpected(value)).toBe(text);
});

test.each([
  [1_204, undefined, '+1,204'],
  [7.24, undefined, '+7.2'],
  [-0.5, undefined, '−0.5'],
  [0, undefined, '0'],
  [-0.04, undefined, '0'],
  [0.5, { exactly: 2 }, '+0.50'],
  [-0.001, { exactly: 2 }, '0.00'],
  [-1_204, { atMost: 0 }, '−1,204'],
  [Number.NaN, undefined, '–'],
])('a change of %d with %j is %j', (value, digits, text) => {
  expect(formatChange(value, digits)).toBe(text);
});

test('no number is shown as NaN, as infinite, or as less than nothing when it rounds to nothing', () => {
  fc.assert(
    fc.property(fc.double(), fc.integer({ min: 0, max: 3 }), (value, places) => {
      for (const text of [
        formatNumber(value, { atMost: places }),
        formatNumber(value, { exactly: places }),
        formatChange(value, { atMost: places }),
      ]) {
        expect(text).not.toMatch(/NaN|∞/);
        expect(text).not.toMatch(/^[-−+]0(?:\.0+)?$/);
      }
    }),
  );
});
