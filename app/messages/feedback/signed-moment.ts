import { MINUTE, SECOND } from '#app/lib/duration.ts';

/** How far a provider's clock may be before ours. */
const AHEAD_MS = 5 * MINUTE;

/**
 * Whether a signed time in seconds is recent enough.
 * @param oldestMs how long a provider tries again with the same signature
 */
export function isRecentSecond(seconds: string, now: number, oldestMs: number): boolean {
  return /^\d{1,12}$/.test(seconds) && isRecent(Number(seconds) * SECOND, now, oldestMs);
}

/** Whether a signed moment is recent enough. */
export function isRecent(at: number, now: number, oldestMs: number): boolean {
  return now - at <= oldestMs && at - now <= AHEAD_MS;
}
