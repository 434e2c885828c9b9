import { DAY } from '#app/lib/duration.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { profileAsOf } from '#app/profiles/profile-as-of.ts';
import { recordedEvents, type Buyer } from '#tests/fixtures/orders/order-histories.ts';

/** A customer of the record just before a moment, and whether an order followed within 30 days. */
export type Look = { state: ProfileState; orders: number; lastAt: number; outcome: 0 | 1 };

/** Everybody of the record who ordered in the 90 days before a moment. */
export function looksAt(buyers: readonly Buyer[], at: number): Look[] {
  return buyers.flatMap((buyer) => {
    const before = buyer.orders.filter((order) => order.at < at);
    const [first, last] = [before[0], before.at(-1)];
    if (!first || !last || last.at < at - 90 * DAY) return [];
    const isNext = (moment: number) => moment >= at && moment < at + 30 * DAY;
    return {
      state: profileAsOf(newProfile(first.at), recordedEvents(buyer), at - 1),
      orders: before.length,
      lastAt: last.at,
      outcome: buyer.orders.some((order) => isNext(order.at)) ? 1 : 0,
    };
  });
}
