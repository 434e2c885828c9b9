import { DAY, HOUR } from '#app/lib/duration.ts';

/** How far back it is learned when a topic usually comes, milliseconds. */
export const LEARNED_FROM = 8 * 7 * DAY;
/** A silence that chance would bring less often than this is called one. */
const RARE = 0.001;
/** Fewer days of counting, or fewer hours with a delivery, say nothing of what is usual. */
const FEWEST_DAYS = 14;
const FEWEST_HOURS = 10;

/** Whether a topic is silent. `hours` is the count of whole hours without a delivery. */
export type Silence =
  | { state: 'too_little_evidence' }
  | { state: 'heard'; hours: number }
  | { state: 'silent'; hours: number; since: number; chance: number };

/**
 * Whether a topic has gone silent: how likely a silence as long as the present one would be by chance.
 * Of every silent hour it is known in how many of the last eight weeks the same hour of the week had a delivery
 * (k of n); the chance of hearing something is taken as k / (n + 1), which is careful while little is known,
 * and the chance of silence is the product of its complements. Only whether an hour had a delivery counts, not
 * how many, so a flood of one hour does not make the next hours suspicious. A silence with a chance below one
 * in a thousand is reported: for a topic of every hour after about four hours, for one of every day after some days.
 * @param active the beginnings of the hours with a delivery, any order, epoch milliseconds
 * @param countedSince when the topic came first, epoch milliseconds
 * @param slotOf which hour of the week it is in the shop's zone
 * @param now epoch milliseconds; the hour that is still going on is not counted
 */
export function silenceOf(
  active: readonly number[],
  countedSince: number,
  slotOf: (hour: number) => number,
  now: number,
): Silence {
  const end = now - (now % HOUR);
  const from = Math.max(end - LEARNED_FROM, Math.ceil(countedSince / HOUR) * HOUR);
  const heard = new Set(active.filter((hour) => hour >= from));
  if (end - from < FEWEST_DAYS * DAY || heard.size < FEWEST_HOURS)
    return { state: 'too_little_evidence' };
  const last = Math.max(...heard);
  if (last >= end - HOUR) return { state: 'heard', hours: 0 };
  const hours = (end - last) / HOUR - 1;
  const weeks = weeksBySlot(heard, from, last, slotOf);
  let chance = 1;
  for (let hour = last + HOUR; hour < end; hour += HOUR) {
    const known = weeks.get(slotOf(hour));
    if (known) chance *= 1 - known.heard / (known.counted + 1);
  }
  return chance < RARE
    ? { state: 'silent', hours, since: last + HOUR, chance }
    : { state: 'heard', hours };
}

/** In how many weeks each hour of the week was counted, and in how many it had a delivery; up to the silence. */
function weeksBySlot(
  heard: ReadonlySet<number>,
  from: number,
  until: number,
  slotOf: (hour: number) => number,
): Map<number, { counted: number; heard: number }> {
  const weeks = new Map<number, { counted: number; heard: number }>();
  for (let hour = from; hour <= until; hour += HOUR) {
    const slot = slotOf(hour);
    const known = weeks.get(slot) ?? { counted: 0, heard: 0 };
    known.counted += 1;
    if (heard.has(hour)) known.heard += 1;
    weeks.set(slot, known);
  }
  return weeks;
}
