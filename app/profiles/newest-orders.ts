import { orderSize } from '#app/events/line-items.ts';
import type { OrderSnapshot } from '#app/events/event.ts';

/**
 * How much one order took: the end of its id, when it was placed in seconds, and its pieces and lines; 0 of both once it
 * was cancelled.
 */
export type OrderTaken = [order: string, second: number, pieces: number, lines: number];

/** So many say how a person buys now; more would grow without bound. */
export const NEWEST_KEPT = 20;
/** Characters of the id; with the second they tell the orders of one person apart. */
const ID_KEPT = 6;

/** The orders kept after one of them became known or changed. */
export function withOrder(known: readonly OrderTaken[], order: OrderSnapshot): OrderTaken[] {
  const { pieces, lines } = order.cancelledAt === null ? orderSize(order) : { pieces: 0, lines: 0 };
  const second = Math.floor(order.placedAt / 1000);
  const taken: OrderTaken = [order.orderId.slice(-ID_KEPT), second, pieces, lines];
  return newest([taken, ...known.filter((one) => !isSame(one, taken))]);
}

/** The newest orders of two profiles that are one person; of an order that both have, the larger. */
export function mergeTaken(a: readonly OrderTaken[], b: readonly OrderTaken[]): OrderTaken[] {
  const larger = a.map((one) => {
    const other = b.find((known) => isSame(known, one));
    return other && sizeOf(other) > sizeOf(one) ? other : one;
  });
  return newest([...larger, ...b.filter((one) => !a.some((known) => isSame(known, one)))]);
}

function isSame([id, at]: OrderTaken, [otherId, otherAt]: OrderTaken): boolean {
  return id === otherId && at === otherAt;
}

function sizeOf([, , pieces, lines]: OrderTaken): number {
  return pieces * 1_000 + lines;
}

/** By when they were placed, and of one second by their id, so that any order of arrival keeps the same. */
function newest(orders: readonly OrderTaken[]): OrderTaken[] {
  return orders
    .toSorted(([one, oneAt], [other, otherAt]) => otherAt - oneAt || (one < other ? 1 : -1))
    .slice(0, NEWEST_KEPT);
}
