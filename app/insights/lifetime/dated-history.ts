import type { BuyingHistory } from './bg-nbd.ts';
import type { SeasonClock } from './season-clock.ts';

/** Purchases after the first, and the days of the shop of the first and the last one, as numbers since 1970. */
export type DatedHistory = { repeats: number; first: number; last: number };

/** A history in weeks of a clock, watched until a day. */
export function datedHistory(
  clock: SeasonClock,
  { repeats, first, last }: DatedHistory,
  until: number,
): BuyingHistory {
  const start = clock.at(first);
  return { repeats, last: clock.at(last) - start, age: clock.at(until) - start };
}
