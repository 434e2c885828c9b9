import { HOUR } from '#app/lib/duration.ts';

/** When each topic came last (epoch milliseconds, to the minute in which it was looked), and how often by then in that hour. */
export type HeardTopics = Record<string, { hour: number; count: number; at: number }>;

/** When each topic came last, of everything that is watched of a shop. */
export function heardOf(states: readonly { topics: HeardTopics | null }[]): HeardTopics {
  return states.find(({ topics }) => topics !== null)?.topics ?? {};
}

/** Deliveries of a topic in an hour of UTC, which is named by its beginning. */
export type TopicHourCount = { topic: string; hour: number; count: number };

/**
 * When each topic came last, from counts by the hour that are looked at again and again: one that grew since it was looked at
 * came since.
 * @param counts of the hour that goes on and of the one before
 */
export function noteHeardTopics(
  before: HeardTopics,
  counts: readonly TopicHourCount[],
  now: number,
): HeardTopics {
  const heard = { ...before };
  const inOrder = [...counts].sort((one, other) => one.hour - other.hour);
  for (const { topic, hour, count } of inOrder) {
    const known = heard[topic];
    const hasGrown = !known || hour > known.hour || (hour === known.hour && count > known.count);
    if (count > 0 && hasGrown) heard[topic] = { hour, count, at: heardAt(hour, known, now) };
  }
  return heard;
}

/** One that was not known before came some time in its hour. */
function heardAt(hour: number, known: HeardTopics[string] | undefined, now: number): number {
  return known ? now : Math.min(now, hour + HOUR);
}

/** When the last of some topics came, epoch milliseconds; null when none ever did. */
export function lastHeard(heard: HeardTopics, counts: (topic: string) => boolean): number | null {
  const moments = Object.entries(heard).flatMap(([topic, { at }]) => (counts(topic) ? [at] : []));
  return moments.length === 0 ? null : Math.max(...moments);
}
