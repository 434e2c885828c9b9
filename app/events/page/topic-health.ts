import { DateTime } from 'luxon';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { silenceOf, type Silence } from './silence.ts';
import { usualOf, type UsualRange } from './usual.ts';

/** Deliveries of a topic that came in within an hour of UTC, which is named by its beginning. */
export type HourCount = { hour: number; count: number };

/** How a topic comes in. Times are epoch milliseconds. */
export type TopicHealth = {
  topic: string;
  /** Deliveries in the last 24 whole hours. */
  lastDay: number;
  /** Deliveries in the hour that is still going on. */
  thisHour: number;
  /** What is usual of 24 hours that end at this hour of the week; null with fewer than four weeks. */
  usualDay: UsualRange | null;
  /** The last hour in which a delivery came. */
  lastHour: number;
  silence: Silence;
};

/** A count of one hour beside what is usual of that hour of the week. */
export type ChartHour = HourCount & { usual: UsualRange | null };

const WEEK = 7 * DAY;
const WEEKS = 8;

/**
 * Which hour of the week it is in a zone, 0 to 167 from Monday on. Answers are kept, because all topics of a
 * shop ask about the same hours and a calendar is slow.
 */
export function slotIn(timeZone: string): (hour: number) => number {
  const known = new Map<number, number>();
  return (hour) => {
    const before = known.get(hour);
    if (before !== undefined) return before;
    const local = DateTime.fromMillis(hour, { zone: timeZone });
    const slot = (local.weekday - 1) * 24 + local.hour;
    known.set(hour, slot);
    return slot;
  };
}

/**
 * How a topic comes in, from its counts of the last eight weeks; there must be at least one.
 * @param slotOf as `slotIn` gives it for the zone
 */
export function topicHealth(
  topic: string,
  counts: readonly HourCount[],
  timeZone: string,
  slotOf: (hour: number) => number,
  now: number,
): TopicHealth {
  const end = now - (now % HOUR);
  const known = new Map(counts.map(({ hour, count }) => [hour, count]));
  const first = Math.min(...known.keys());
  const dayUntil = (until: number) => sumOf(known, until - DAY, until);
  const ends = earlierWeeks(end, first + DAY, timeZone);
  return {
    topic,
    lastDay: dayUntil(end),
    thisHour: known.get(end) ?? 0,
    usualDay: usualOf(ends.map(dayUntil)),
    lastHour: Math.max(...known.keys()),
    silence: silenceOf([...known.keys()], first, slotOf, now),
  };
}

/** The last whole hours of a topic, oldest first, each beside what is usual of it. */
export function chartHours(
  counts: readonly HourCount[],
  timeZone: string,
  now: number,
  hours: number,
): ChartHour[] {
  const end = now - (now % HOUR);
  const known = new Map(counts.map(({ hour, count }) => [hour, count]));
  const first = Math.min(...known.keys());
  return Array.from({ length: hours }, (_, index) => {
    const hour = end - (hours - index) * HOUR;
    const samples = earlierWeeks(hour, first, timeZone).map((at) => known.get(at) ?? 0);
    return { hour, count: known.get(hour) ?? 0, usual: usualOf(samples) };
  });
}

/** The same time of the same weekday in the eight weeks before, as far as the topic came by then. */
function earlierWeeks(at: number, since: number, timeZone: string): number[] {
  const local = DateTime.fromMillis(at, { zone: timeZone });
  return Array.from({ length: WEEKS }, (_, index) => local.minus({ weeks: index + 1 }).toMillis())
    .map((moment) => moment - (moment % HOUR))
    .filter((moment) => moment >= since);
}

function sumOf(counts: ReadonlyMap<number, number>, from: number, until: number): number {
  let sum = 0;
  for (let hour = from; hour < until; hour += HOUR) sum += counts.get(hour) ?? 0;
  return sum;
}

/** From when on counts are looked at, epoch milliseconds: eight weeks, and the day before them. */
export function lookedAtFrom(now: number): number {
  return now - (now % HOUR) - WEEKS * WEEK - 2 * DAY;
}
