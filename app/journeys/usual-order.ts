import { DAY } from '#app/lib/duration.ts';
import { ownRhythm } from '#app/predictions/replenish.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';

/**
 * When a person would order again by their own rhythm: the middle of the days between their orders, counted from the
 * newest. Null with fewer than three days of orders, which show none.
 * @returns epoch milliseconds
 */
export function usualOrderAt({ signals }: Pick<ProfileState, 'signals'>): number | null {
  // An order is a signal when it is placed; what is in it may be known later.
  const placed = (signals.order_placed ?? []).toSorted(([a], [b]) => a - b);
  const rhythm = ownRhythm([...new Set(placed.map(([day]) => day))]);
  const newest = placed.at(-1);
  if (rhythm === null || newest === undefined) return null;
  const [day, , lastMs] = newest;
  return day * DAY + lastMs + Math.round(rhythm.median) * DAY;
}
