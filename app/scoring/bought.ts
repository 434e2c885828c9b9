import { DAY } from '#app/lib/duration.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';

type OrderSums = Pick<
  ProfileState['orders'],
  'placed' | 'cancelled' | 'units' | 'lines' | 'grossMinor' | 'refundedMinor' | 'firstAt' | 'lastAt'
>;

/** Orders that were not cancelled. */
export function ordersKept({ placed, cancelled }: OrderSums): number {
  return placed - cancelled;
}

/** Pieces of an order on average, cancelled ones left out; 0 for whom none is left. */
export function piecesPerOrder(orders: OrderSums): number {
  const kept = ordersKept(orders);
  return kept > 0 ? orders.units / kept : 0;
}

/** Pieces of a line on average: a trader takes many of one article, a shopper one of each. 0 without a line. */
export function piecesPerLine({ units, lines }: OrderSums): number {
  return lines > 0 ? units / lines : 0;
}

/**
 * The share of what was ordered that came back, 0 to 1: by cancelled orders, and of the others by the share of the
 * money that was paid back. A share, because who orders much gives much back: the number of refunds says rather
 * that a customer is a good one. Of several currencies the one with the least share counts, as amounts of
 * different currencies cannot be added up.
 */
export function shareReturned(orders: OrderSums): number {
  const { placed, grossMinor, refundedMinor } = orders;
  if (placed <= 0) return 0;
  const shares = Object.entries(grossMinor).flatMap(([currency, gross]) =>
    gross > 0 ? [Math.min(1, Math.max(0, (refundedMinor[currency] ?? 0) / gross))] : [],
  );
  const refunded = shares.length === 0 ? 0 : Math.min(...shares);
  return 1 - (ordersKept(orders) / placed) * (1 - refunded);
}

/** Days from one order to the next on average, cancelled ones too; Infinity for whom there are no two. */
export function daysBetweenOrders({ placed, firstAt, lastAt }: OrderSums): number {
  if (placed < 2 || firstAt === null || lastAt === null) return Infinity;
  return (lastAt - firstAt) / DAY / (placed - 1);
}
