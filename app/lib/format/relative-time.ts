import { DAY, HOUR, MINUTE, SECOND } from '../duration.ts';
import { memoizeFormats } from './memoize-formats.ts';
import { LOCALE, NO_VALUE } from './locale.ts';
import { formatDate } from './time.ts';

/** Beyond this a date says more than a count of days. */
const RELATIVE_LIMIT = 30 * DAY;

const UNITS = [
  { unit: 'hour', length: HOUR },
  { unit: 'minute', length: MINUTE },
  { unit: 'second', length: SECOND },
] as const;

/** Intl alone, for pages count on in the browser, and Luxon is large. */
const calendars = memoizeFormats(
  (timeZone: string) =>
    new Intl.DateTimeFormat('en', { day: 'numeric', month: 'numeric', year: 'numeric', timeZone }),
);

const formats = memoizeFormats(
  (locale: string) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
);

/**
 * How far a moment is from another, in words: "5 minutes ago", "in 2 hours", "yesterday". Days are those of the
 * shop's calendar; moments more than 30 days away become a date.
 * @param at the moment, epoch milliseconds
 * @param now the other one; the clock of the shop, which a demo may run fast
 */
export function formatRelativeTime(
  at: number,
  now: number,
  timeZone: string,
  locale = LOCALE,
): string {
  const distance = at - now;
  if (!Number.isFinite(distance)) return NO_VALUE;
  const length = Math.abs(distance);
  if (length > RELATIVE_LIMIT) return formatDate(at, timeZone, locale);
  const words = formats(locale);
  if (length >= DAY) {
    const days = dayNumber(at, timeZone) - dayNumber(now, timeZone);
    // On the day when the clocks go back, 24 hours are not a day.
    if (days !== 0) return words.format(days, 'day');
  }
  const largest = UNITS.find((one) => length >= one.length);
  return largest === undefined
    ? words.format(0, 'second')
    : words.format(Math.trunc(distance / largest.length), largest.unit);
}

/** The day of the zone's calendar that a moment lies in, in days since 1970-01-01. */
function dayNumber(at: number, timeZone: string): number {
  const parts = calendars(timeZone).formatToParts(at);
  const part = (type: 'year' | 'month' | 'day') =>
    Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day')) / DAY;
}
