import type { OrderTaken } from '#app/profiles/profile-state.ts';
import { orderSize } from '#app/events/topics/line-items.ts';
import type { OrderSnapshot } from '#app/events/event.ts';
import { SECOND } from '#app/lib/duration.ts';

/** So many say how a person buys now; more would grow without bound. */
export const NEWEST_KEPT = 20;
/** Characters of the id; with the second they distinguish the orders of one person. */
const ID_KEPT = 6;

/**
 * The orders kept after what is known of one order changed. As with the sums of orders, what was counted before is
 * withdrawn: a profile that holds only the change and one that holds the order come to the same when they are merged.
 */
export function withOrder(
  known: readonly OrderTaken[],
  before: OrderSnapshot | null,
  after: OrderSnapshot,
): OrderTaken[] {
  return mergeTaken(known, [...(before ? [takenBy(before, -1)] : []), takenBy(after, 1)]);
}

/** The orders kept after one was deleted, which may not be among them. */
export function withoutOrder(
  known: readonly OrderTaken[],
  { deleted, counted }: { deleted: OrderSnapshot; counted: OrderSnapshot | null },
): OrderTaken[] {
  const [order, second] = takenBy(deleted, 1);
  return mergeTaken(known, [...(counted ? [takenBy(counted, -1)] : []), [order, second, 0, 0, 1]]);
}

/** The newest orders of two profiles that are one person. */
export function mergeTaken(a: readonly OrderTaken[], b: readonly OrderTaken[]): OrderTaken[] {
  const sums = new Map<string, OrderTaken>();
  for (const [id, second, pieces, lines, deleted] of [...a, ...b]) {
    const key = `${id} ${String(second)}`;
    const [, , otherPieces, otherLines, wasDeleted] = sums.get(key) ?? [id, second, 0, 0];
    const [allPieces, allLines] = [otherPieces + pieces, otherLines + lines];
    // Once deleted is deleted for ever.
    const isDeleted = (deleted ?? wasDeleted) === 1;
    const sum: OrderTaken = [id, second, allPieces, allLines];
    sums.set(key, isDeleted ? [id, second, allPieces, allLines, 1] : sum);
  }
  return newest([...sums.values()]);
}

function takenBy(order: OrderSnapshot, sign: 1 | -1): OrderTaken {
  const { pieces, lines } = order.cancelledAt === null ? orderSize(order) : { pieces: 0, lines: 0 };
  const second = Math.floor(order.placedAt / SECOND);
  return [order.orderId.slice(-ID_KEPT), second, sign * pieces, sign * lines];
}

/** By when they were placed, and of one second by their id, so that any order of arrival keeps the same. */
function newest(orders: readonly OrderTaken[]): OrderTaken[] {
  return orders
    .toSorted(([one, oneAt], [other, otherAt]) => otherAt - oneAt || (one < other ? 1 : -1))
    .slice(0, NEWEST_KEPT);
}
