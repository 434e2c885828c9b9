import { DateTime } from 'luxon';

/** A moment as a date-and-time field holds it: the clock on the shop's wall, without a zone. */
const FORMAT = "yyyy-MM-dd'T'HH:mm";

/** A moment as a slider says it: epoch milliseconds. */
const EPOCH_MS = /^\d{12,14}$/;

/**
 * The moment that an address or a field asks about.
 * @param text local time in the shop's zone, such as `2026-11-21T10:05`, or epoch milliseconds
 * @returns epoch milliseconds; null for no text, a text that is no time, and a time to come
 */
export function readAsOf(text: string | null, timeZone: string, now: number): number | null {
  if (text === null) return null;
  const moment = EPOCH_MS.test(text)
    ? DateTime.fromMillis(Number(text))
    : DateTime.fromFormat(text, FORMAT, { zone: timeZone });
  return moment.isValid && moment.toMillis() <= now ? moment.toMillis() : null;
}

/** A moment for a date-and-time field. */
export function asOfText(at: number, timeZone: string): string {
  return DateTime.fromMillis(at, { zone: timeZone }).toFormat(FORMAT);
}
