import { HOUR, SECOND } from '#app/lib/duration.ts';

/** How an effect that could not be carried out is tried again, and when that ends. */
export type RetryPolicy = {
  /** The longest wait after the first try, milliseconds; `factor` times as long after each further one. */
  firstMs: number;
  factor: number;
  /** No wait is longer. */
  longestMs: number;
  /** The share of a wait that jitter never shortens, 0 up to 1: 0, which is full jitter, unless said otherwise. */
  leastShare?: number;
  /** After so many tries it has failed: it is listed under Problems, and staff may try it again. */
  mostTries: number;
};

/** For kinds that say nothing else: seconds at first, and for most of a day. */
export const DEFAULT_RETRY: RetryPolicy = {
  firstMs: 5 * SECOND,
  factor: 4,
  longestMs: 6 * HOUR,
  mostTries: 10,
};

/** A number from 0 up to, and without, 1. */
export type RandomSource = () => number;

/** What follows from a try that came to nothing. */
export type AfterFailedTry = { state: 'ready'; dueAt: number } | { state: 'failed' };

/**
 * Whether an effect is tried again, and when: exponential back-off with jitter, full unless `leastShare` says otherwise, so
 * that what was refused together does not come back together.
 * @param tries how often it was tried, 1 after the first time
 * @param now epoch milliseconds
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function afterFailedTry(
  policy: RetryPolicy,
  tries: number,
  now: number,
  random: RandomSource,
): AfterFailedTry {
  if (tries >= policy.mostTries) return { state: 'failed' };
  const { leastShare = 0 } = policy;
  const share = leastShare + random() * (1 - leastShare);
  return { state: 'ready', dueAt: now + Math.round(share * longestWait(policy, tries)) };
}

/** The longest wait after so many tries, milliseconds. */
export function longestWait({ firstMs, factor, longestMs }: RetryPolicy, tries: number): number {
  return Math.min(longestMs, firstMs * factor ** (tries - 1));
}
