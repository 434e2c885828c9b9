import {
  aliveProbability,
  expectedPurchases,
  medianWait,
  type BgNbd,
  type BuyingHistory,
} from './bg-nbd.ts';
import { expectedSpend, meanSpend, type Spending } from './gamma-gamma.ts';
import type { GammaGamma } from './gamma-gamma-parameters.ts';
import { COVERAGE, ordersInterval, spendInterval, type Interval } from './interval.ts';
import { chancesBetween, type Levels } from './level.ts';
import type { Season } from './season-clock.ts';

/** A shop's models; without one of spend too little is known of it. */
export type LifetimeModel = {
  buying: BgNbd;
  spending: GammaGamma | null;
  /** Missing where it is not known. */
  season?: Season | null | undefined;
  /** Between which levels ranges are to hold, and the shares whose ranges hold 8 in 10 people. */
  ranges?: { levels: Levels; orders: number; spend: number } | undefined;
};

/** By the chances alone, of models saved before their ranges were tried. */
const UNTRIED = { levels: { low: 1, high: 1 }, orders: COVERAGE, spend: COVERAGE };

/** What is expected of a person within a year from the moment the history was read. */
export type Forecast = {
  /** The probability that the person is still a customer. */
  alive: number;
  /** The probability of at least one more order. */
  again: number;
  orders: number;
  ordersHeld: Interval;
  /** In the unit of the spending; null when too little is known of it. */
  spend: number | null;
  spendHeld: Interval | null;
  /** Weeks until the next order; null for who bought once, may well be lost, or orders less than yearly. */
  nextInWeeks: number | null;
};

export const YEAR_WEEKS = 365 / 7;

/** The time that is predicted, in weeks of the clock that the history was read by, and weeks of it in the calendar. */
export type YearHorizon = { weeks: number; calendarWeeks: (weeks: number) => number };

const PLAIN: YearHorizon = { weeks: YEAR_WEEKS, calendarWeeks: (weeks) => weeks };

/** A likelier lost than alive customer has no next order. */
const LIKELY_ALIVE = 0.5;

/** What is expected of a person. */
export function computeForecast(
  { buying, spending: spendModel, ranges = UNTRIED }: LifetimeModel,
  history: BuyingHistory,
  spending: Spending | null,
  { weeks, calendarWeeks }: YearHorizon = PLAIN,
): Forecast {
  const chances = chancesBetween(buying, history, weeks, ranges.levels);
  const alive = aliveProbability(buying, history);
  const orders = expectedPurchases(buying, history, weeks);
  const wait = calendarWeeks(medianWait(buying, history));
  const isRhythmKnown = history.repeats > 0 && alive >= LIKELY_ALIVE && wait <= YEAR_WEEKS;
  return {
    alive,
    again: 1 - (chances.low[0] ?? 0),
    orders,
    ordersHeld: ordersInterval(chances, ranges.orders),
    ...(spendModel === null
      ? { spend: null, spendHeld: null }
      : {
          spend: orders * (spending ? expectedSpend(spendModel, spending) : meanSpend(spendModel)),
          spendHeld: spendInterval(chances, spendModel, spending, ranges.spend),
        }),
    nextInWeeks: isRhythmKnown ? wait : null,
  };
}
