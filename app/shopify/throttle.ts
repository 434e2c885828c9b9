import { SECOND } from '#app/lib/duration.ts';

/** Shopify's leaky bucket of one app in one shop, in cost points, as the last response stated it. */
export type ThrottleStatus = {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
};

/** What is known of a bucket: its last status and when that was, epoch milliseconds. */
export type Bucket = { status: ThrottleStatus; at: number };

/** Tries in all when Shopify throttles. */
export const MAX_TRIES = 5;

/** Tries in all when a connection is lost while something is read: the pool may hold several that were closed meanwhile. */
export const MAX_READS = 3;

/** How much of the computed wait is added at random, so that waiting callers do not return together. */
const JITTER = 0.25;

/** Used when Shopify throttles without saying how full the bucket is, asks to retry without a time, or gave no answer. */
export const FALLBACK_WAIT_MS = SECOND;

/** A longer wait is left to the job queue, which does not hold a worker meanwhile. */
export const LONGEST_WAIT_MS = 30 * SECOND;

/** The points available at `now`: what the last status left, plus what has been restored since. */
export function availableAt(bucket: Bucket, now: number): number {
  const { maximumAvailable, currentlyAvailable, restoreRate } = bucket.status;
  const restored = (Math.max(0, now - bucket.at) / SECOND) * restoreRate;
  return Math.min(maximumAvailable, currentlyAvailable + restored);
}

/**
 * How long to wait before an operation of this cost can pass: (requested - available) / restoreRate.
 * @param random number in [0, 1)
 * @returns milliseconds, 0 when it can pass now
 */
export function waitFor(
  bucket: Bucket | undefined,
  requestedCost: number,
  now: number,
  random: number,
): number {
  if (bucket === undefined) return 0;
  // More than the bucket can ever hold would wait for ever; a full bucket is the most to hope for.
  const wanted = Math.min(requestedCost, bucket.status.maximumAvailable);
  const missing = wanted - availableAt(bucket, now);
  // Sums of decimals leave a rest that no millisecond could restore.
  if (missing < 1e-6) return 0;
  return Math.ceil((missing / bucket.status.restoreRate) * SECOND * (1 + random * JITTER));
}

/**
 * Reads a Retry-After header. Shopify sends seconds, with decimals; Shopify's own client takes them for
 * milliseconds, which is why its retries are not used.
 * @returns milliseconds
 */
export function retryAfter(seconds: number | undefined): number {
  if (seconds === undefined || !Number.isFinite(seconds) || seconds < 0) return FALLBACK_WAIT_MS;
  return Math.ceil(seconds * SECOND);
}
