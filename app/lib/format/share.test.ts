import { describe, expect, test } from 'vitest';
import { formatPartOf, formatShare, formatShareOf } from './share.ts';

describe('formatShare', () => {
  test.each([
    [0, 0, '0 %'],
    [-0, 0, '0 %'],
    [0.004, 0, 'less than 1 %'],
    [0.006, 0, '1 %'],
    [0.12, 0, '12 %'],
    [0.125, 1, '12.5 %'],
    [0.12, 1, '12 %'],
    [0.285, 0, '29 %'],
    [0.0004, 1, 'less than 0.1 %'],
    [0.000_04, 2, 'less than 0.01 %'],
    [0.994, 0, '99 %'],
    [0.996, 0, 'more than 99 %'],
    [0.9996, 1, 'more than 99.9 %'],
    [1, 0, '100 %'],
    [1.2, 0, '120 %'],
    [12.34, 0, '1,234 %'],
    [Number.NaN, 0, '–'],
    [Number.POSITIVE_INFINITY, 1, '–'],
  ])('%d with %i places is %j', (share, places, text) => {
    expect(formatShare(share, places)).toBe(text);
  });

  test('another locale has its own marks', () => {
    expect(formatShare(0.125, 1, 'de')).toBe('12,5 %');
  });
});

test.each([
  [3, 4, '75 %'],
  [1, 5_000, 'less than 1 %'],
  [0, 5_000, '0 %'],
  [0, 0, '–'],
])('%i of %i is %j of them', (part, whole, text) => {
  expect(formatShareOf(part, whole)).toBe(text);
});

test.each([
  [3, 1_204, '3 of 1,204 (less than 1 %)'],
  [0, 12, '0 of 12 (0 %)'],
  [0, 0, '0 of 0'],
])('%i of %i reads %j', (part, whole, text) => {
  expect(formatPartOf(part, whole)).toBe(text);
});
