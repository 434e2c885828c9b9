import { NEWEST_KEPT } from '#app/profiles/orders/newest-orders.ts';
import type { OrderTaken, ProfileState } from '#app/profiles/profile-state.ts';

type NewestOrders = Pick<ProfileState['orders'], 'newest'>;

/** Of so many orders the usual one is known: one alone may be unusual. */
const FEWEST_ORDERS = 2;
/** So many orders, the newest at a time, say what was usual then. */
const LOOKED_AT = 8;
/** An amount is reached by a habit of so many of them, and held as long as so many still reach it. */
const REACHED_BY = 2 / 3;
const HELD_BY = 1 / 4;

/**
 * Pieces of a person's usual order; null of fewer than two orders. It is an amount that two of three of the newest
 * eight orders reach; once it was reached it is held until fewer than one of four reach it, so that no single order,
 * however large or small, changes what a customer is taken for. It follows the orders in the order of time as a play
 * operator does (Visintin, Differential Models of Hysteresis, 1994), between what two of three and what one of four reach. So it
 * is a function of the orders alone, in whatever order they are received; see decision 12.
 */
export function usualPieces({ newest }: NewestOrders): number | null {
  return usual(newest, ([, , pieces]) => pieces);
}

/** Pieces of one article in a person's usual order, in the same way. */
export function usualPiecesOfArticle({ newest }: NewestOrders): number | null {
  return usual(newest, ([, , pieces, lines]) => pieces / lines);
}

/** What two of three of the newest orders reach: pieces in all, and of one article. */
export type UsualOrder = { pieces: number; ofArticle: number };

/** A person's usual order; null where it is not known. */
export function usualOrder(orders: NewestOrders): UsualOrder | null {
  const [pieces, ofArticle] = [usualPieces(orders), usualPiecesOfArticle(orders)];
  return pieces === null || ofArticle === null ? null : { pieces, ofArticle };
}

/** How many of the newest orders, cancelled ones left out, reach an amount of pieces and of pieces of one article. */
export function ordersReaching(
  { newest }: NewestOrders,
  least: UsualOrder,
): { reaching: number; of: number } {
  const taken = newest.filter(isTaken);
  const reaching = taken.filter(
    ([, , pieces, lines]) => pieces >= least.pieces && pieces / lines >= least.ofArticle,
  );
  return { reaching: reaching.length, of: taken.length };
}

function isTaken([, , pieces, lines]: OrderTaken): boolean {
  return pieces > 0 && lines > 0;
}

function usual(
  newest: readonly OrderTaken[],
  sizeOf: (order: OrderTaken) => number,
): number | null {
  const sizes = newest.filter(isTaken).toReversed().map(sizeOf);
  if (sizes.length < FEWEST_ORDERS) return null;
  // Where older orders are not kept, what the first of these few would say is no habit.
  const first = newest.length < NEWEST_KEPT ? FEWEST_ORDERS : Math.min(LOOKED_AT, sizes.length);
  let held = 0;
  for (let count = first; count <= sizes.length; count += 1) {
    const recent = sizes.slice(Math.max(0, count - LOOKED_AT), count).sort((a, b) => b - a);
    const reached = recent[Math.ceil(recent.length * REACHED_BY) - 1] ?? 0;
    const most = recent[Math.ceil(recent.length * HELD_BY) - 1] ?? 0;
    held = Math.min(Math.max(held, reached), most);
  }
  return held;
}
