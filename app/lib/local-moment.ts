import { DateTime } from 'luxon';
import { DAY } from './duration.ts';
import { dayAfter, dayIn } from './shop-day.ts';

/**
 * Days are texts `2026-01-31`, times of day `09:00`, zones names of IANA, weekdays numbers from 1, Monday, to 7. Clocks
 * that are changed are read as RFC 5545 says: a time that comes twice is the first, and one that is left out is as long
 * after midnight as if the clocks had not been changed.
 */

/** Whether a text is a time of day. */
export function isTimeOfDay(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/**
 * The moment at which clocks in a zone show a time of a day.
 * @returns epoch milliseconds
 * @throws when there is no such day, time or zone
 */
export function localMoment(day: string, time: string, timeZone: string): number {
  const local = DateTime.fromISO(`${day}T${time}`, { zone: timeZone });
  if (!isTimeOfDay(time) || !local.isValid)
    throw new Error(
      `${day} ${time} in ${timeZone} is no moment. Correct the day, the time or the shop's time zone.`,
    );
  return Math.min(...local.getPossibleOffsets().map((one) => one.toMillis()));
}

/**
 * The first moment after another at which clocks in a zone show a time of day.
 * @param after epoch milliseconds
 * @param weekdays on which it counts; empty for all
 */
export function nextTimeOfDay(
  after: number,
  time: string,
  weekdays: readonly number[],
  timeZone: string,
): number {
  const today = dayIn(after, timeZone);
  for (let offset = 0; offset <= 8; offset += 1) {
    const day = dayAfter(today, offset);
    if (weekdays.length > 0 && !weekdays.includes(weekdayOf(day))) continue;
    const moment = localMoment(day, time, timeZone);
    if (moment > after) return moment;
  }
  throw new Error(`There is no weekday ${weekdays.join(' or ')}. Use numbers from 1 to 7.`);
}

/** A day that comes every month. */
export type MonthDay = {
  /** From 1 to 31; in a shorter month its last day. */
  day: number;
  /** Whether one on a Saturday or Sunday is the Friday before, as of wages. */
  beforeWeekend: boolean;
};

/**
 * The first moment after another at which clocks in a zone show a time on a day of the month.
 * @param after epoch milliseconds
 */
export function nextMonthDay(
  after: number,
  time: string,
  monthDay: MonthDay,
  timeZone: string,
): number {
  const month = DateTime.fromMillis(after, { zone: timeZone }).startOf('month');
  // The first of the next month may be a Friday of this one.
  for (const offset of [0, 1, 2]) {
    const day = dayOfMonth(month.plus({ months: offset }), monthDay);
    const moment = localMoment(day, time, timeZone);
    if (moment > after) return moment;
  }
  throw new Error(`No month has a day ${String(monthDay.day)}. Use a number from 1 to 31.`);
}

function dayOfMonth(month: DateTime, { day, beforeWeekend }: MonthDay): string {
  const last = month.daysInMonth ?? 28;
  const date = `${month.toFormat('yyyy-MM')}-${String(Math.min(day, last)).padStart(2, '0')}`;
  return beforeWeekend ? dayAfter(date, -Math.max(0, weekdayOf(date) - FRIDAY)) : date;
}

const FRIDAY = 5;

/** Which day of the week a day is. */
function weekdayOf(day: string): number {
  const since = Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
  // 1970-01-01 was a Thursday.
  return ((((since + 3) % 7) + 7) % 7) + 1;
}
