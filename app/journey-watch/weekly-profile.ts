import { DAY, HOUR } from '#app/lib/duration.ts';

/** How often something happened in an hour of UTC, which is named by its beginning, epoch milliseconds. */
export type CountedHour = { hour: number; count: number };

/** Which hour of the week it is in the shop's zone, 0 to 167 from Monday on. */
export type SlotOf = (hour: number) => number;

/** What is usual of something in each hour of the week, learned from up to eight weeks. */
export type WeeklyProfile = {
  /** How often it happens in each of the 168 hours of the week. */
  bySlot: number[];
  /** How much its hours vary beside single events by chance, 1 as those; more where it comes in clumps. */
  dispersion: number;
  /** How often it happens in 30 days. */
  perMonth: number;
};

/** How far back it is learned what is usual, milliseconds. */
export const LEARNED_SPAN = 56 * DAY;
/** Fewer days, or fewer times, say nothing of what is usual. */
const FEWEST_DAYS = 14;
const FEWEST_COUNTS = 20;

const SLOTS = 7 * 24;
/** As many weeks weighs what the hour of the day and the day of the week say together. */
const SMOOTHED_WEEKS = 3;
/** An hour counts at most as so many times what only the best hours reach: a flood of one hour changes little. */
const MOST_TIMES = 2;
const BEST_HOURS = 0.97;
/** So many hours before one say how lively it was then. */
const LEVEL_HOURS = 6;

/**
 * What is usual in each hour of the week. An hour is smoothed by what its hour of the day and its day of the week say
 * together, because eight counts an hour are few.
 * @param counts hours in which it happened; those that are missing count as none
 * @param span whole hours that are looked at, epoch milliseconds
 * @returns null while too little is known
 */
export function learnWeeklyProfile(
  counts: readonly CountedHour[],
  span: { from: number; until: number },
  slotOf: SlotOf,
): WeeklyProfile | null {
  const hours = hoursOf(counts, span, slotOf);
  const total = hours.reduce((sum, { count }) => sum + count, 0);
  if (hours.length < FEWEST_DAYS * 24 || total < FEWEST_COUNTS) return null;
  const base = smoothedBase(hours, total / hours.length);
  const sums = base.map((usual) => ({ sum: SMOOTHED_WEEKS * usual, weeks: SMOOTHED_WEEKS }));
  for (const { slot, count } of hours) {
    const known = sums[slot];
    if (!known) continue;
    known.sum += count;
    known.weeks += 1;
  }
  const bySlot = sums.map(({ sum, weeks }) => sum / weeks);
  return {
    bySlot,
    dispersion: dispersionOf(hours, bySlot),
    perMonth: (total / hours.length) * 24 * 30,
  };
}

type SlotHour = { slot: number; count: number };

function hoursOf(
  counts: readonly CountedHour[],
  { from, until }: { from: number; until: number },
  slotOf: SlotOf,
): SlotHour[] {
  const known = new Map(counts.map(({ hour, count }) => [hour, count]));
  const hours: SlotHour[] = [];
  for (let hour = Math.ceil(from / HOUR) * HOUR; hour + HOUR <= until; hour += HOUR)
    hours.push({ slot: slotOf(hour), count: known.get(hour) ?? 0 });
  const inOrder = hours.map(({ count }) => count).sort((one, other) => one - other);
  const most = MOST_TIMES * Math.max(1, inOrder[Math.floor(BEST_HOURS * inOrder.length)] ?? 0);
  return hours.map(({ slot, count }) => ({ slot, count: Math.min(count, most) }));
}

/** What the hour of the day and the day of the week let expect of each hour of the week. */
function smoothedBase(hours: readonly SlotHour[], mean: number): number[] {
  const byHour = meansBy(hours, 24, (slot) => slot % 24);
  const byDay = meansBy(hours, 7, (slot) => Math.floor(slot / 24));
  return Array.from({ length: SLOTS }, (_, slot) => {
    const [ofHour, ofDay] = [byHour[slot % 24] ?? 0, byDay[Math.floor(slot / 24)] ?? 0];
    return (ofHour * ofDay) / mean;
  });
}

function meansBy(
  hours: readonly SlotHour[],
  groups: number,
  groupOf: (slot: number) => number,
): number[] {
  const sums = Array.from({ length: groups }, () => ({ sum: 0, count: 0 }));
  for (const { slot, count } of hours) {
    const group = sums[groupOf(slot)];
    if (!group) continue;
    group.sum += count;
    group.count += 1;
  }
  return sums.map(({ sum, count }) => (count === 0 ? 0 : sum / count));
}

/**
 * The variance of the hours beside their mean (quasi-Poisson), each beside what the hours before let expect: that whole days
 * are livelier than others is no clump.
 */
function dispersionOf(hours: readonly SlotHour[], bySlot: readonly number[]): number {
  let [squares, sum] = [0, 0];
  let [found, expected] = [0, 0];
  hours.forEach(({ slot, count }, place) => {
    const usual = bySlot[slot] ?? 0;
    const level = (found + LEVEL_PRIOR) / (expected + LEVEL_PRIOR);
    squares += (count - level * usual) ** 2;
    sum += level * usual;
    const gone = hours[place - LEVEL_HOURS];
    found += count - (gone?.count ?? 0);
    expected += usual - (gone ? (bySlot[gone.slot] ?? 0) : 0);
  });
  return sum === 0 ? 1 : Math.max(1, squares / sum);
}

/**
 * How often something is expected between two moments (epoch milliseconds), and how unlikely it is that it does not happen at
 * all: the negative logarithm of that chance. What comes in clumps of a size is as silent as single events that come so much
 * more rarely, and the dispersion is never below that size.
 * @param level how lively it is at present beside what is usual, 1 as usual
 */
export function expectedBetween(
  { bySlot, dispersion }: Pick<WeeklyProfile, 'bySlot' | 'dispersion'>,
  from: number,
  until: number,
  { level, slotOf }: { level: number; slotOf: SlotOf },
): { count: number; evidence: number } {
  let count = 0;
  for (let hour = Math.floor(from / HOUR) * HOUR; hour < until; hour += HOUR) {
    const share = (Math.min(until, hour + HOUR) - Math.max(from, hour)) / HOUR;
    count += share * level * (bySlot[slotOf(hour)] ?? 0);
  }
  return { count, evidence: count / dispersion };
}

/** A quiet day says nothing of a stop: of the last hours, the last day and the last week the quietest counts. */
const LEVEL_SPANS = [LEVEL_HOURS * HOUR, DAY, 7 * DAY];
/** So much of what is usual is added to both sides, so that few counts change little. */
const LEVEL_PRIOR = 10;

/**
 * How lively it was up to a moment beside what is usual, at most 1.
 * @param counts of the last seven days at least
 * @param until epoch milliseconds; the beginning of the silence, which itself must not count
 * @param from spans that begin before are left out, epoch milliseconds
 */
export function levelUntil(
  profile: WeeklyProfile,
  counts: readonly CountedHour[],
  until: number,
  slotOf: SlotOf,
  from = -Infinity,
): number {
  const end = Math.floor(until / HOUR) * HOUR;
  const ratios = LEVEL_SPANS.filter((span) => end - span >= from).map((span) => {
    const expected = expectedBetween(profile, end - span, end, { level: 1, slotOf }).count;
    const found = counts.reduce(
      (sum, { hour, count }) => (hour >= end - span && hour < end ? sum + count : sum),
      0,
    );
    return (found + LEVEL_PRIOR) / (expected + LEVEL_PRIOR);
  });
  return Math.min(1, ...ratios);
}

/**
 * How lively it was up to a moment since another one (epoch milliseconds) at which all changed, at most 1: nothing is expected
 * before something is seen.
 */
export function levelSince(
  profile: WeeklyProfile,
  counts: readonly CountedHour[],
  { from, until }: { from: number; until: number },
  slotOf: SlotOf,
): number {
  const expected = expectedBetween(profile, from, until, { level: 1, slotOf }).count;
  const found = counts.reduce((sum, { hour, count }) => (hour < from ? sum : sum + count), 0);
  const level = found / (expected + LEVEL_PRIOR);
  return Math.min(level, levelUntil(profile, counts, until, slotOf, from));
}
