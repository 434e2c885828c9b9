import fc from 'fast-check';
import { expect, test } from 'vitest';
import { availableAt, type Bucket, FALLBACK_WAIT_MS, retryAfter, waitFor } from './throttle.ts';

const bucket: Bucket = {
  status: { maximumAvailable: 2000, currentlyAvailable: 50, restoreRate: 100 },
  at: 1_000_000,
};

test('points come back at the restore rate and never beyond the maximum', () => {
  expect(availableAt(bucket, bucket.at)).toBe(50);
  expect(availableAt(bucket, bucket.at + 2_500)).toBe(300);
  expect(availableAt(bucket, bucket.at + 3_600_000)).toBe(2000);
});

test('a clock that steps back takes no points away', () => {
  expect(availableAt(bucket, bucket.at - 60_000)).toBe(50);
});

test('an affordable operation does not wait, nor does the first one of all', () => {
  expect(waitFor(bucket, 50, bucket.at, 0.9)).toBe(0);
  expect(waitFor(undefined, 1000, 0, 0.9)).toBe(0);
});

test('an operation beyond what is left waits (requested - available) / restoreRate seconds', () => {
  expect(waitFor(bucket, 150, bucket.at, 0)).toBe(1_000);
});

test('an operation dearer than the whole bucket waits for a full bucket, not for ever', () => {
  expect(waitFor(bucket, 99_999, bucket.at, 0)).toBe(19_500);
});

test('after the computed wait the operation can pass, whatever the jitter', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2000 }),
      fc.integer({ min: 0, max: 2000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (cost, left, random) => {
        const known: Bucket = { ...bucket, status: { ...bucket.status, currentlyAvailable: left } };
        const wait = waitFor(known, cost, known.at, random);
        expect(waitFor(known, cost, known.at + wait, random)).toBe(0);
      },
    ),
  );
});

test('Retry-After is in seconds', () => {
  expect(retryAfter(2)).toBe(2_000);
  expect(retryAfter(0.5)).toBe(500);
});

test('an absent or unusable Retry-After falls back to a second', () => {
  for (const value of [undefined, Number.NaN, -1]) expect(retryAfter(value)).toBe(FALLBACK_WAIT_MS);
});
