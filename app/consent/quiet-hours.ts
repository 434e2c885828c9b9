import { DateTime } from 'luxon';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import { zoneOffsetAt } from '#app/lib/zone-offsets.ts';

/** Local times of day `HH:MM`; a span over midnight has `from` after `to`. Equal times mean no quiet hours. */
export type QuietHours = { from: string; to: string };

/**
 * When a message that is ready at `at` may leave: at once, or when the quiet hours end. Works on the
 * clock on the wall, so a day with 23 or 25 hours keeps its quiet hours.
 * @param at epoch milliseconds
 * @param timeZone IANA name
 * @returns epoch milliseconds, never before `at`
 */
export function nextAllowed(quiet: QuietHours | null, timeZone: string, at: number): number {
  if (!quiet) return at;
  const { from, to } = spanOf(quiet);
  const offset = zoneOffsetAt(timeZone, at);
  if (Number.isNaN(offset))
    throw new Error(`${timeZone} is not a time zone. Correct it in the shop's settings.`);
  const midnight = Math.floor((at + offset) / DAY) * DAY;
  const minute = Math.floor((at + offset - midnight) / MINUTE);
  if (!isWithin(minute, from, to)) return at;
  const plain = midnight + (minute < to ? 0 : DAY) + to * MINUTE - offset;
  // Unless the clocks are changed until then.
  return zoneOffsetAt(timeZone, plain) === offset
    ? plain
    : afterChange(quiet, timeZone, at, minute);
}

/** When the quiet hours of a day end on which the clocks are changed. */
function afterChange(quiet: QuietHours, timeZone: string, at: number, minute: number): number {
  const to = minutesOf(quiet.to);
  const local = DateTime.fromMillis(at, { zone: timeZone });
  const day = minute < to ? local : local.plus({ days: 1 });
  const end = day
    .set({ hour: Math.floor(to / 60), minute: to % 60, second: 0, millisecond: 0 })
    .toMillis();
  // In the repeated hour in autumn the first occurrence of the end may lie before `at`.
  return end > at ? end : nextAllowed(quiet, timeZone, at + MINUTE);
}

/** The quiet hours that were asked for last: those of a shop are asked for in turn. */
const asked = { quiet: { from: '', to: '' }, span: { from: 0, to: 0 } };

/** The minutes of a day. */
function spanOf(quiet: QuietHours): { from: number; to: number } {
  if (asked.quiet.from !== quiet.from || asked.quiet.to !== quiet.to) {
    const span = { from: minutesOf(quiet.from), to: minutesOf(quiet.to) };
    asked.quiet = { from: quiet.from, to: quiet.to };
    asked.span = span;
  }
  return asked.span;
}

function isWithin(minute: number, from: number, to: number): boolean {
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

function minutesOf(time: string): number {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!parts)
    throw new Error(`${time} is not a time of day such as 21:00. Correct the shop's quiet hours.`);
  return Number(parts[1]) * 60 + Number(parts[2]);
}
