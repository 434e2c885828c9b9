import { DAY } from '#app/lib/duration.ts';

/**
 * By week of the year, from the first of January on, how many times as many orders as usual come; 1 on average. The
 * last week has the days that are left.
 */
export type Season = readonly number[];

export const WEEKS_OF_YEAR = 52;

/** Days since 1970 that a clock knows: until 2100. */
const DAYS = 47_482;

/**
 * Weeks in which orders come at an even pace: a week in which twice as many come as usual counts as two. Where customers
 * buy by chance at a rate, a season that is the same for all of them is nothing but another clock (a time change of
 * their Poisson processes), so the models stay as they are and count by it. Without a season its weeks are those of the
 * calendar.
 */
export class SeasonClock {
  readonly #weeksUntil: Float64Array | null;

  constructor(season: Season | null) {
    this.#weeksUntil = season === null ? null : weeksUntil(season);
  }

  /** Weeks from 1970 until the beginning of a day, of which the number is given. */
  at(day: number): number {
    return this.#weeksUntil === null
      ? day / 7
      : (this.#weeksUntil[Math.min(DAYS, Math.max(0, day))] ?? 0);
  }

  /** Weeks of this clock from a day on. */
  weeksFrom(day: number, weeks: number): number {
    return this.at(day + Math.round(weeks * 7)) - this.at(day);
  }

  /** Weeks of the calendar in which so many weeks of this clock pass from a day on. */
  calendarWeeks(day: number, weeks: number): number {
    if (this.#weeksUntil === null) return weeks;
    const end = this.at(day) + weeks;
    let [low, high] = [day, DAYS];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.at(middle) < end) low = middle;
      else high = middle;
    }
    return (high - day) / 7;
  }
}

/** The week of the year that a day since 1970 lies in, from 0. */
export function weekOfYear(day: number): number {
  const date = new Date(day * DAY);
  const ofYear = day - Date.UTC(date.getUTCFullYear(), 0, 1) / DAY;
  return Math.min(WEEKS_OF_YEAR - 1, Math.floor(ofYear / 7));
}

function weeksUntil(season: Season): Float64Array {
  const sums = new Float64Array(DAYS + 1);
  for (let day = 0; day < DAYS; day += 1)
    sums[day + 1] = (sums[day] ?? 0) + (season[weekOfYear(day)] ?? 1) / 7;
  return sums;
}
