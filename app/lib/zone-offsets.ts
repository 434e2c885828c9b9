import { LRUCache } from 'lru-cache';
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

/** Years of zones that are kept; a shop's people live in few. */
const MOST_YEARS = 2_000;
const years = new LRUCache<string, ZoneOffsets>({ max: MOST_YEARS });

/** The year of a zone that was asked for last: most questions in turn are about one. */
const asked = {
  last: { timeZone: '', from: 0, until: 0, offsets: { from: [], seconds: [] } as ZoneOffsets },
};

function yearOf(timeZone: string, at: number): ZoneOffsets {
  const year = new Date(at).getUTCFullYear();
  const [from, until] = [Date.UTC(year), Date.UTC(year + 1)];
  const key = `${timeZone} ${String(year)}`;
  let offsets = years.get(key);
  if (!offsets) {
    offsets = zoneOffsets(timeZone, from, until);
    years.set(key, offsets);
  }
  asked.last = { timeZone, from, until, offsets };
  return offsets;
}

/**
 * How far a zone's clocks are ahead of UTC at a moment, in milliseconds; NaN for what is no zone. As exact as the library of
 * time zones, and fast enough to be asked of each of many moments.
 * @param at epoch milliseconds
 */
export function zoneOffsetAt(timeZone: string, at: number): number {
  const { last } = asked;
  const isSame = last.timeZone === timeZone && at >= last.from && at < last.until;
  const known = isSame ? last.offsets : yearOf(timeZone, at);
  let offset = known.seconds[0] ?? NaN;
  for (const [index, from] of known.from.entries())
    if (at >= from) offset = known.seconds[index + 1] ?? NaN;
  return offset * SECOND;
}
