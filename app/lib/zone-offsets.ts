import { DateTime } from 'luxon';
import { DAY, SECOND } from './duration.ts';

/** How far a zone's clocks are ahead of UTC: `seconds[n]` from moment `from[n - 1]` on, and `seconds[0]` before. */
export type ZoneOffsets = { from: number[]; seconds: number[] };

/** No zone ever changed its clocks twice in so short a time. */
const STEP = 7 * DAY;

/**
 * The offsets of a zone between two moments, for statements: the database is not asked to convert zones (decision 0043).
 * @param from epoch milliseconds, as `until`
 */
export function zoneOffsets(timeZone: string, from: number, until: number): ZoneOffsets {
  const offsets: ZoneOffsets = { from: [], seconds: [offsetAt(from, timeZone)] };
  for (let at = from; at < until; at += STEP) {
    const next = Math.min(at + STEP, until);
    const offset = offsetAt(next, timeZone);
    if (offset === offsets.seconds.at(-1)) continue;
    offsets.from.push(changeBetween(at, next, timeZone));
    offsets.seconds.push(offset);
  }
  return offsets;
}

/** The first second of the offset that a zone has at the later of two moments and had not at the earlier. */
function changeBetween(before: number, after: number, timeZone: string): number {
  const offset = offsetAt(after, timeZone);
  let [low, high] = [Math.floor(before / SECOND), Math.ceil(after / SECOND)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * SECOND, timeZone) === offset) high = middle;
    else low = middle;
  }
  return high * SECOND;
}

function offsetAt(at: number, timeZone: string): number {
  return DateTime.fromMillis(at, { zone: timeZone }).offset * 60;
}
