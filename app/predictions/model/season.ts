import { expectedOfNew, type BgNbd } from './bg-nbd.ts';
import { WEEKS_OF_YEAR, weekOfYear, type Season } from './season-clock.ts';

/** A week of a shop, counted in sevens of days since 1970: who ordered for the first time, and orders of all others. */
export type WeekCounts = { week: number; newcomers: number; repeats: number };

/** Fewer repeat orders than ten a week say too little of what is season and what is chance. */
const LEAST_REPEATS = 10 * WEEKS_OF_YEAR;

/**
 * The season of a shop: by week of the year, how many times as many repeat orders came as a model without a season
 * expected of the customers that the shop had. A trend from year to year is taken out, neighbouring weeks are taken
 * together, and each week is drawn toward 1 by as much as chance alone would move it (empirical Bayes estimation for
 * counts: Robbins 1956; with gamma weights Clayton and Kaldor, Biometrics 43, 1987).
 * @param counts in the order of time
 * @param end the week after the last that counts
 * @returns null when less than a year is known, or too few orders
 */
export function seasonOf(counts: readonly WeekCounts[], model: BgNbd, end: number): Season | null {
  const weeks = counts.filter(({ week }) => week < end);
  const [first] = weeks;
  const repeats = weeks.reduce((sum, one) => sum + one.repeats, 0);
  if (!first || end - first.week <= WEEKS_OF_YEAR || repeats < LEAST_REPEATS) return null;
  const expected = expectedByWeek(weeks, model, end - first.week);
  const actual = new Array<number>(expected.length).fill(0);
  for (const { week, repeats: orders } of weeks) actual[week - first.week] = orders;
  const trend = trendOf(actual, expected);
  const came = new Array<number>(WEEKS_OF_YEAR).fill(0);
  const due = new Array<number>(WEEKS_OF_YEAR).fill(0);
  for (const [place, orders] of actual.entries()) {
    const k = weekOfYear((first.week + place) * 7 + 3);
    came[k] = (came[k] ?? 0) + orders;
    due[k] = (due[k] ?? 0) + (expected[place] ?? 0) * trend(place);
  }
  return meanOne(shrunk(came, due));
}

/** Repeat orders that a model expects of all customers in each week since the first. */
function expectedByWeek(weeks: readonly WeekCounts[], model: BgNbd, count: number): number[] {
  const start = weeks[0]?.week ?? 0;
  // A first order lies in the middle of its week.
  const until = Array.from({ length: count }, (_, age) => expectedOfNew(model, age + 0.5));
  const within = until.map((orders, age) => orders - (until[age - 1] ?? 0));
  const expected = new Array<number>(count).fill(0);
  for (const { week, newcomers } of weeks)
    for (let place = week - start; place < count; place += 1)
      expected[place] = (expected[place] ?? 0) + newcomers * (within[place - week + start] ?? 0);
  return expected;
}

/** How many times as many orders came as expected, from year to year back from the end; 1 year tells no trend. */
function trendOf(
  actual: readonly number[],
  expected: readonly number[],
): (place: number) => number {
  const years: { middle: number; log: number }[] = [];
  for (let to = actual.length; to >= WEEKS_OF_YEAR; to -= WEEKS_OF_YEAR) {
    const sum = (of: readonly number[]) =>
      of.slice(to - WEEKS_OF_YEAR, to).reduce((total, one) => total + one, 0);
    const log = Math.log(Math.max(1, sum(actual)) / Math.max(1e-9, sum(expected)));
    years.unshift({ middle: to - (WEEKS_OF_YEAR + 1) / 2, log });
  }
  return (place) => {
    const after = Math.max(
      1,
      years.findIndex(({ middle }) => middle >= place),
    );
    const isPast = place > (years.at(-1)?.middle ?? 0);
    const [a, b] = isPast ? years.slice(-2) : years.slice(after - 1, after + 1);
    if (!a || !b) return Math.exp((a ?? years[0])?.log ?? 0);
    const fraction = (place - a.middle) / (b.middle - a.middle);
    return Math.exp(a.log + fraction * (b.log - a.log));
  };
}

/** Ratios of neighbouring weeks, drawn toward 1 by what chance would move them. */
function shrunk(came: readonly number[], due: readonly number[]): number[] {
  let [beyond, squares] = [0, 0];
  for (const [k, expected] of due.entries()) {
    beyond += ((came[k] ?? 0) - expected) ** 2 - expected;
    squares += expected ** 2;
  }
  const spread = beyond / squares;
  if (spread <= 0) return came.map(() => 1);
  const near = (of: readonly number[], k: number) =>
    [1, 2, 1].reduce(
      (sum, weight, i) =>
        sum + (weight / 2) * (of[(k + i - 1 + WEEKS_OF_YEAR) % WEEKS_OF_YEAR] ?? 0),
      0,
    );
  return came.map((_, k) => (near(came, k) + 1 / spread) / (near(due, k) + 1 / spread));
}

function meanOne(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value / mean);
}
