import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countState, usualOf } from './usual.ts';

describe('what is usual', () => {
  test.each([
    ['no weeks', [], null],
    ['too few weeks', [5, 5, 5], null],
    ['equal weeks vary as chance does', [100, 100, 100, 100], { median: 100, low: 70, high: 130 }],
    ['nothing is usual where nothing came', [0, 0, 0, 0], { median: 0, low: 0, high: 3 }],
    ['one sale changes nothing', [9, 9, 9, 9, 9_000], { median: 9, low: 0, high: 18 }],
  ])('%s', (_, samples, usual) => {
    expect(usualOf(samples)).toEqual(usual);
  });

  test.each([
    [69, 'low'],
    [70, 'usual'],
    [130, 'usual'],
    [131, 'high'],
  ])('%i beside a hundred a week is %s', (count, state) => {
    expect(countState(count, usualOf([100, 100, 100, 100]))).toBe(state);
    expect(countState(count, null)).toBe('learning');
  });

  test('the median is usual, and one more week of any count moves it no further than its neighbours', () => {
    const counts = fc.array(fc.nat(10_000), { minLength: 5, maxLength: 8 });
    fc.assert(
      fc.property(counts, fc.nat(1e9), (samples, odd) => {
        const usual = usualOf(samples);
        expect(countState(usual?.median ?? -1, usual)).toBe('usual');
        const moved = usualOf([...samples, odd])?.median ?? -1;
        expect(moved).toBeGreaterThanOrEqual(Math.min(...samples));
        expect(moved).toBeLessThanOrEqual(Math.max(...samples));
      }),
    );
  });
});
