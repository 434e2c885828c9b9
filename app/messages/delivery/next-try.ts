import { HOUR, MINUTE } from '#app/lib/duration.ts';

/** Waits after the first, second, ... temporary refusal; after the last the mail has failed. */
const WAITS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR];

/**
 * When to try a mail again that was refused for now.
 * @param attempts how often it was tried, 1 after the first time
 * @returns epoch milliseconds; null when it was tried often enough
 */
export function nextTry(attempts: number, now: number): number | null {
  const wait = WAITS[attempts - 1];
  return wait === undefined ? null : now + wait;
}
