import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND } from '#app/lib/duration.ts';
import { effectKindNames, retryPolicyOf } from './registry.ts';
import { afterFailedTry, DEFAULT_RETRY, longestWait, type RetryPolicy } from './retry-policy.ts';

const NOW = Date.UTC(2026, 10, 30);

describe('the longest wait', () => {
  test.each([
    [1, 5 * SECOND],
    [2, 20 * SECOND],
    [3, 80 * SECOND],
    [5, 1_280 * SECOND],
    [9, 6 * HOUR],
  ])('after try %i is %i ms unless the kind says otherwise', (tries, longest) => {
    expect(longestWait(DEFAULT_RETRY, tries)).toBe(longest);
  });

  test.each([
    [1, 2 * MINUTE],
    [2, 8 * MINUTE],
    [5, 512 * MINUTE],
    [6, 12 * HOUR],
    [7, 12 * HOUR],
  ])('of an email after try %i is %i ms', (tries, longest) => {
    expect(longestWait(retryPolicyOf('email'), tries)).toBe(longest);
  });
});

describe('an effect that could not be carried out', () => {
  test.each([
    ['at once when the random source gives nothing', 0, NOW],
    ['in the middle of the wait', 0.5, NOW + 10 * SECOND],
    ['near its end', 0.999_95, NOW + 19_999],
  ])('is tried again %s', (_when, random, dueAt) => {
    expect(afterFailedTry(DEFAULT_RETRY, 2, NOW, () => random)).toEqual({ state: 'ready', dueAt });
  });

  test.each([
    ['half of the wait at least', 0, MINUTE],
    ['in the middle of the other half', 0.5, 1.5 * MINUTE],
    ['near its end', 0.999_99, 2 * MINUTE - 1],
  ])('that is an email is tried again after %s', (_when, random, waitMs) => {
    const next = afterFailedTry(retryPolicyOf('email'), 1, NOW, () => random);
    expect(next).toEqual({ state: 'ready', dueAt: NOW + waitMs });
  });

  test.each(effectKindNames)(
    'of the kind %s ends as failed after its last try, and not before',
    (kind) => {
      const policy = retryPolicyOf(kind);
      const end = (tries: number) => afterFailedTry(policy, tries, NOW, () => 0.5).state;
      expect(end(policy.mostTries - 1)).toBe('ready');
      expect(end(policy.mostTries)).toBe('failed');
      expect(end(policy.mostTries + 1)).toBe('failed');
    },
  );

  const policies: fc.Arbitrary<Required<RetryPolicy>> = fc.record({
    firstMs: fc.integer({ min: 1, max: HOUR }),
    factor: fc.double({ min: 1, max: 10, noNaN: true }),
    longestMs: fc.integer({ min: 1, max: 24 * HOUR }),
    leastShare: fc.double({ min: 0, max: 1, noNaN: true }),
    mostTries: fc.integer({ min: 1, max: 50 }),
  });

  test('is never due before the least share of the wait, never later than the longest wait, and always comes to an end', () => {
    fc.assert(
      fc.property(
        policies,
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (policy, tries, random) => {
          const next = afterFailedTry(policy, tries, NOW, () => random);
          if (tries >= policy.mostTries) return next.state === 'failed';
          return (
            next.state === 'ready' &&
            Number.isInteger(next.dueAt) &&
            next.dueAt >= NOW + Math.floor(policy.leastShare * longestWait(policy, tries)) &&
            next.dueAt <= NOW + policy.longestMs
          );
        },
      ),
    );
  });

  test('waits longer at most after every further try', () => {
    fc.assert(
      fc.property(
        policies,
        fc.integer({ min: 1, max: 60 }),
        (policy, tries) => longestWait(policy, tries + 1) >= longestWait(policy, tries),
      ),
    );
  });
});
