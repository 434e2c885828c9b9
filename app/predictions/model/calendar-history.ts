import type { BuyingHistory } from './bg-nbd.ts';
import type { SeasonClock } from './season-clock.ts';

/** Purchases after the first, and the days of the shop of the first and the last one, as numbers since 1970. */
export type CalendarHistory = { repeats: number; first: number; last: number };

/** A history in weeks of a clock, watched until a day, with what else is known beside it. */
export function toBuyingHistory<T extends CalendarHistory>(
  clock: SeasonClock,
  history: T,
  until: number,
): T & BuyingHistory {
  const start = clock.at(history.first);
  return { ...history, last: clock.at(history.last) - start, age: clock.at(until) - start };
}
