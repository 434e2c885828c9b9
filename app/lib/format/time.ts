import { memoizeFormats } from './memoize-formats.ts';
import { dateLocale, LOCALE, NO_VALUE } from './locale.ts';

/** Moments are epoch milliseconds; zones are names of IANA: the shop's, never the machine's or the browser's. */

/** A day in which a date of the calendar lies, whatever its zone. */
const CALENDAR = 'UTC';

const FORMS = {
  date: { dateStyle: 'medium' },
  dayAndMonth: { day: 'numeric', month: 'short' },
  timeOfDay: { timeStyle: 'short' },
  time: { dateStyle: 'medium', timeStyle: 'short' },
  timeAndZone: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const formats = memoizeFormats(
  (locale: string, timeZone: string, form: keyof typeof FORMS) =>
    new Intl.DateTimeFormat(dateLocale(locale), { ...FORMS[form], timeZone }),
);

function written(at: number, timeZone: string, locale: string, form: keyof typeof FORMS): string {
  return Number.isNaN(new Date(at).getTime())
    ? NO_VALUE
    : formats(locale, timeZone, form).format(at);
}

/** The date in the shop's zone: `21 Nov 2026`. */
export function formatDate(at: number, timeZone: string, locale = LOCALE): string {
  return written(at, timeZone, locale, 'date');
}

/** The date in the shop's zone without its year, where a neighbour says it: `21 Nov`. */
export function formatDayAndMonth(at: number, timeZone: string, locale = LOCALE): string {
  return written(at, timeZone, locale, 'dayAndMonth');
}

/** The date and time in the shop's zone: `21 Nov 2026, 10:05`. */
export function formatTime(at: number, timeZone: string, locale = LOCALE): string {
  return written(at, timeZone, locale, 'time');
}

/** The time of day in the shop's zone: `10:05`. */
export function formatTimeOfDay(at: number, timeZone: string, locale = LOCALE): string {
  return written(at, timeZone, locale, 'timeOfDay');
}

/** The date and time with the zone, for readers who may be in another: `31 Jan 2026, 09:05 GMT`. */
export function formatTimeAndZone(at: number, timeZone: string, locale = LOCALE): string {
  return written(at, timeZone, locale, 'timeAndZone');
}

/**
 * A day of the calendar, which has no zone: `21 Nov 2026`.
 * @param day such as `2026-11-21`
 */
export function formatDay(day: string, locale = LOCALE): string {
  return formatDate(Date.parse(`${day}T00:00:00Z`), CALENDAR, locale);
}

/** A day of the calendar without its year: `21 Nov`. */
export function formatShortDay(day: string, locale = LOCALE): string {
  return formatDayAndMonth(Date.parse(`${day}T00:00:00Z`), CALENDAR, locale);
}
