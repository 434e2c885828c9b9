import { DateTime } from 'luxon';
import { DAY } from '#app/lib/duration.ts';

/** No shop wrote to anybody by e-mail before. */
const EARLIEST = Date.UTC(1990, 0, 1);

/**
 * A moment of a file: ISO 8601, or `2024-03-14 09:12:31` as databases and Mailchimp write it, without a zone in
 * UTC. Days like 03/04/2024 are not read, because they mean two days.
 * @param now when the file came, epoch milliseconds
 * @returns epoch milliseconds; null when it is no such moment, or none that can have been
 */
export function readDate(text: string, now: number): number | null {
  const written = text.trim().replace(/ UTC$/i, 'Z');
  const options = { zone: 'utc', setZone: false };
  const iso = DateTime.fromISO(written, options);
  const date = iso.isValid ? iso : DateTime.fromSQL(written, options);
  const at = date.toMillis();
  // A bare number may be read as a year or as a day of one.
  if (!date.isValid || /^\d+$/.test(written)) return null;
  return at >= EARLIEST && at <= now + DAY ? at : null;
}
