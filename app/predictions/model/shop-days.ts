import { DAY } from '#app/lib/duration.ts';
import { dayNumberIn } from '#app/lib/shop-day.ts';
import { zoneOffsets } from '#app/lib/zone-offsets.ts';

/** Orders older than this are counted by the offset that the zone had then. */
const OLDEST = 30 * 365 * DAY;

/** The days of a shop as numbers since 1970, in its own zone: as models and statements count them. */
export class ShopDays {
  readonly #timeZone: string;
  /** What `dayPlaced` needs of a statement: the moments at which the zone's offset changed, and the offsets. */
  readonly values: [from: Date[], seconds: number[]];

  /** @param now epoch milliseconds; no later day is counted */
  constructor(timeZone: string, now: number) {
    this.#timeZone = timeZone;
    const { from, seconds } = zoneOffsets(timeZone, now - OLDEST, now);
    this.values = [from.map((at) => new Date(at)), seconds];
  }

  /** The day that a moment lies in. */
  number(moment: number): number {
    return dayNumberIn(moment, this.#timeZone);
  }
}

/**
 * SQL for the day of the shop that an order was placed on.
 * @param place the number of the first of the two placeholders for `ShopDays.values`
 */
export function dayPlaced(place: number): string {
  const [from, seconds] = [`$${String(place)}::timestamptz[]`, `$${String(place + 1)}::int[]`];
  return `floor((extract(epoch from placed_at) + (${seconds})[width_bucket(placed_at, ${from}) + 1]) / 86400)::int`;
}
