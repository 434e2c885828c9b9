import { DateTime } from 'luxon';
import { DAY } from '#app/lib/duration.ts';

/** No shop sent email before. */
const EARLIEST = Date.UTC(1990, 0, 1);

/**
 * A moment of a file: ISO 8601, or `2024-03-14 09:12:31` as databases and Mailchimp write it, without a zone in the
 * shop's. Days like 03/04/2024 are not read, because they mean two days.
 * @param now when the file came, epoch milliseconds
 * @param timeZone the shop's, as IANA names it
 * @returns epoch milliseconds, never after the file came; null when it is no such moment, or none that can have been
 */
export function readDate(text: string, now: number, timeZone: string): number | null {
  const written = text.trim().replace(/ UTC$/i, 'Z');
  const options = { zone: timeZone, setZone: false };
  const iso = DateTime.fromISO(written, options);
  const date = iso.isValid ? iso : DateTime.fromSQL(written, options);
  const at = date.toMillis();
  // A bare number may be read as a year or as a day of one.
  if (!date.isValid || /^\d+$/.test(written)) return null;
  // A day in the future is a mistaken zone; more is no date.
  return at >= EARLIEST && at <= now + DAY ? Math.min(at, now) : null;
}
