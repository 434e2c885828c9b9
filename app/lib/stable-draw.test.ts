import { expect, test } from 'vitest';
import { stableDraw } from './stable-draw.ts';

test('a draw is the same in every release, so that no run changes its side', () => {
  expect(stableDraw('split', 'run-1', 'step-1')).toBe(0.6697033940369472);
  expect(stableDraw('split', 'run-1', 'step-2')).toBe(0.8859440513676518);
});

test('draws are evenly spread from 0 to 1', () => {
  const counts = Array.from({ length: 20 }, () => 0);
  const draws = 10_000;
  for (let index = 0; index < draws; index += 1) {
    const draw = stableDraw('spread', String(index));
    expect(draw).toBeGreaterThanOrEqual(0);
    expect(draw).toBeLessThan(1);
    const group = Math.floor(draw * counts.length);
    counts[group] = (counts[group] ?? 0) + 1;
  }
  const expected = draws / counts.length;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 19 degrees of freedom: beyond this in one of a thousand cases.
  expect(chiSquare).toBeLessThan(43.8);
});
