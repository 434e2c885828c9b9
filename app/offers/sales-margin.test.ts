import { expect, test } from 'vitest';
import { salesMarginPercent } from './sales-margin.ts';

test('the margin is what costs leave of the sales that they are known of', () => {
  const sold = { soldMinor: 10_000, costedMinor: 8_000, costMinor: 4_800 };
  expect(salesMarginPercent(sold)).toBe(40);
});

test.each([
  ['nothing was sold', { soldMinor: 0, costedMinor: 0, costMinor: 0 }],
  ['costs are known of too little', { soldMinor: 10_000, costedMinor: 7_999, costMinor: 100 }],
])('the margin is not known when %s', (_, sold) => {
  expect(salesMarginPercent(sold)).toBeNull();
});

test('goods sold below their cost have a negative margin', () => {
  expect(salesMarginPercent({ soldMinor: 100, costedMinor: 100, costMinor: 150 })).toBe(-50);
});
