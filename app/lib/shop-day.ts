import { DateTime } from 'luxon';
import { DAY } from './duration.ts';

/** Days are texts such as `2026-01-31`; zones are names of IANA. A day of a shop may have 23 or 25 hours. */

/**
 * The day of the shop's calendar that a moment lies in.
 * @param at epoch milliseconds
 */
export function dayIn(at: number, timeZone: string): string {
  return DateTime.fromMillis(at, { zone: timeZone }).toFormat('yyyy-MM-dd');
}

/**
 * The first moment of a day in the shop's zone, also where its midnight is left out or comes twice. A day that the
 * zone never had begins and ends with the next.
 * @returns epoch milliseconds; null when there is no such day, or no such zone
 */
export function dayStart(day: string, timeZone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const midnight = DateTime.fromISO(day, { zone: timeZone });
  if (!midnight.isValid) return null;
  return Math.min(...midnight.getPossibleOffsets().map((one) => one.toMillis()));
}

/**
 * The first moment after a day in the shop's zone.
 * @returns epoch milliseconds; null when there is no such day, or no such zone
 */
export function dayEnd(day: string, timeZone: string): number | null {
  return isDay(day) ? dayStart(dayAfter(day, 1), timeZone) : null;
}

/** Whether a text is a day of the calendar. */
export function isDay(text: string): boolean {
  return dayStart(text, 'UTC') !== null;
}

/** The day so many days after another, or before it. */
export function dayAfter(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'UTC' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** The day of the shop's calendar that a moment lies in, as a number: days since 1970-01-01. */
export function dayNumberIn(at: number, timeZone: string): number {
  return Date.parse(`${dayIn(at, timeZone)}T00:00:00Z`) / DAY;
}

/** Twelve o'clock in the shop's zone on a day, of which `dayNumberIn` gives the number; epoch milliseconds. */
export function noonOf(dayNumber: number, timeZone: string): number {
  const day = new Date(dayNumber * DAY).toISOString().slice(0, 10);
  return DateTime.fromISO(`${day}T12:00:00`, { zone: timeZone }).toMillis();
}
