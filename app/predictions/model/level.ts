import { purchaseChances, type BgNbd, type BuyingHistory } from './bg-nbd.ts';

/** Between which levels a range is to hold: how many times as many orders come as a model expects. */
export type Levels = { low: number; high: number };

/** At a peak half as many orders again come, for a quarter of a year at most. */
const PEAK = 0.5;
const PEAK_WEEKS = 13;

/**
 * Where the season of a shop is known the model expects its peaks. Where it is not, ranges of a time reach from what
 * few order at the usual level to what many order with a peak in that time, so that they lose fewer people at one.
 * @param weeks how long the time is
 */
export function levelsOf(isSeasonKnown: boolean, weeks: number): Levels {
  return {
    low: 1,
    high: isSeasonKnown ? 1 : 1 + PEAK * Math.min(1, PEAK_WEEKS / Math.max(1, weeks)),
  };
}

/** Levels at which ranges are tried: as it is, and where the season is not known at a peak too. */
export function triedLevels({ low, high }: Levels): number[] {
  return low === high ? [1] : [1, high];
}

/** Chances of 0, 1, 2, ... orders at the lowest and the highest level. */
export type OrderChances = { low: readonly number[]; high: readonly number[] };

/**
 * Chances of a person's orders within weeks from now between two levels. While alive a person orders by chance, so
 * twice as many orders in a time are as many as in twice the time.
 */
export function chancesBetween(
  model: BgNbd,
  history: BuyingHistory,
  weeks: number,
  levels: Levels,
): OrderChances {
  const low = purchaseChances(model, history, weeks * levels.low);
  return {
    low,
    high: levels.low === levels.high ? low : purchaseChances(model, history, weeks * levels.high),
  };
}
