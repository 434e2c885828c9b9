import { DAY, HOUR, MINUTE, SECOND } from '#app/lib/duration.ts';

/** Beyond this a date says more than a count of days. */
const RELATIVE_LIMIT = 30 * DAY;

const UNITS = [
  { unit: 'day', length: DAY },
  { unit: 'hour', length: HOUR },
  { unit: 'minute', length: MINUTE },
  { unit: 'second', length: SECOND },
] as const;

/** The full date and time in the shop's zone, for example "21 Nov 2026, 10:05". */
export function formatTime(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(at);
}

/** The date in the shop's zone, for example "21 Nov 2026". */
export function formatDate(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone }).format(at);
}

/** The time of day in the shop's zone, for example "10:05". */
export function formatTimeOfDay(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone }).format(at);
}

/**
 * How far a moment is from another, in words: "5 minutes ago", "in 2 hours", "yesterday". Moments more
 * than 30 days away become a date.
 * @param at the moment
 * @param now the other one; the clock of the shop, which a demo may run fast
 */
export function formatRelativeTime(at: number, now: number, timeZone: string): string {
  const distance = at - now;
  if (Math.abs(distance) > RELATIVE_LIMIT) return formatDate(at, timeZone);
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  for (const { unit, length } of UNITS) {
    if (Math.abs(distance) >= length) return words.format(Math.trunc(distance / length), unit);
  }
  return 'now';
}

/** How long something takes, roughly: `40 s`, `3 min`. */
export function durationText(ms: number): string {
  if (ms < MINUTE) return `${String(Math.max(1, Math.round(ms / SECOND)))} s`;
  return `${String(Math.round(ms / MINUTE))} min`;
}
