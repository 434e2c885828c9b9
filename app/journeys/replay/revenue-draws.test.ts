import { expect, test } from 'vitest';
import { addRevenueDraws, revenueInterval, type RevenueDraws } from './revenue-draws.ts';

function drawsOf(spent: readonly (readonly [string, number])[]): RevenueDraws {
  const draws: RevenueDraws = [];
  for (const [person, minor] of spent) addRevenueDraws(draws, person, minor);
  return draws;
}

const hundred = Array.from({ length: 100 }, (_, n) => [`person ${String(n)}`, 1_000] as const);

test('the same people give the same draws, in whatever order they come', () => {
  expect(drawsOf(hundred.toReversed())).toEqual(drawsOf(hundred));
});

test('of a hundred people who spent the same the interval is a sixth of the sum on each side', () => {
  const draws = drawsOf(hundred);
  const mean = draws.reduce((sum, one) => sum + one, 0) / draws.length;
  expect(Math.abs(mean - 100_000)).toBeLessThan(2_500);
  // By theory the deviation is 10,000, and the middle nine tenths end at 1.64 of it.
  const { low, high } = revenueInterval(draws);
  expect(low).toBeGreaterThan(78_000);
  expect(low).toBeLessThan(89_000);
  expect(high).toBeGreaterThan(111_000);
  expect(high).toBeLessThan(122_000);
});

test('one person who spent it all gives an interval that begins with nothing', () => {
  const { low, high } = revenueInterval(drawsOf([['only', 50_000]]));
  expect(low).toBe(0);
  expect(high).toBeGreaterThanOrEqual(100_000);
});

test('no person who spent anything gives an interval of nothing', () => {
  expect(revenueInterval([])).toEqual({ low: 0, high: 0 });
});
