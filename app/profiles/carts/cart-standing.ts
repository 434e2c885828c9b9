import type { CartSnapshot, Line, OrderSnapshot } from '#app/events/event.ts';
import { HOUR } from '#app/lib/duration.ts';
import type { CartFact } from '#app/profiles/facts.ts';
import { linesWithout } from '#app/profiles/orders/line-pieces.ts';

/**
 * How a cart stands after the orders of its person: `ordered` when nothing of it is left to buy, `emptied` when the
 * shopper took everything out, `unknown` while only its order was received. `lines` are those that are not bought yet;
 * the cart has no address to take it up again once something of it was bought, for that would bring it all back.
 */
export type CartStanding =
  | { standing: 'ordered' | 'emptied' | 'unknown' }
  | { standing: 'open'; cart: CartSnapshot; lines: Line[] };

/** What is known of a cart or checkout, of any person. */
type CartKnowledge = Pick<CartFact, 'snapshot' | 'orderId' | 'orderedAt'>;

/** An order made so shortly before a cart's last change may be what that change is about. */
export const ECHO_MS = HOUR;

/** More orders of a person than this are not looked at beside a cart. */
export const MOST_ORDERS = 20;

/**
 * The one rule that says whether a cart was ordered, used by journeys, when an email is sent, and for banners.
 *
 * - An order made from the cart or checkout (by token) takes all that was in it then. What is put in afterwards is a
 *   new intention.
 * - Any other order of the person since the cart's last change takes the goods that it contains and nothing else:
 *   a renewal, a purchase at a till or a draft order of other goods leaves the cart as it is. Where an order of the
 *   online store says nothing of its goods it counts as an order of the cart.
 * @param facts of the checkout, of the cart it was made from, or of both; the first with a snapshot is what is shown
 * @param orders of the same person, those placed since an hour before the cart's last change at least
 */
export function cartStanding(
  facts: readonly CartKnowledge[],
  orders: Iterable<OrderSnapshot>,
): CartStanding {
  let shown: CartSnapshot | null = null;
  let isTied = false;
  let isCompleted = false;
  for (const { snapshot, orderId } of facts) {
    shown ??= snapshot;
    isTied ||= orderId !== null;
    isCompleted ||= snapshot?.completed === true;
  }
  if (!shown) return { standing: isTied ? 'ordered' : 'unknown' };
  if (isCompleted || (isTied && isOrderedAfter(facts, shown))) return { standing: 'ordered' };
  if (newestOf(facts)?.quantity === 0) return { standing: 'emptied' };
  const all = shown.lines.filter(({ quantity }) => quantity > 0);
  let lines = all;
  for (const order of orders) {
    if (order.placedAt < shown.updatedAt - ECHO_MS) continue;
    if (isSilent(order) && order.placedAt >= shown.updatedAt && isOnline(order))
      return { standing: 'ordered' };
    const left = linesWithout(lines, order.lines);
    // What was changed after the order is wanted as it is now, save when it merely repeats what was bought.
    if (order.placedAt >= shown.updatedAt) lines = left;
    else if (left.length === 0 && lines.length > 0 && (!isTied || isTiedTo(facts, order)))
      return { standing: 'ordered' };
  }
  if (lines.length === 0) return { standing: 'ordered' };
  const isWhole = countPieces(lines) === countPieces(all);
  return { standing: 'open', cart: isWhole ? shown : { ...shown, recoveryUrl: null }, lines };
}

function countPieces(lines: readonly Line[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Whether an order was made from the cart or checkout since it was last changed. */
function isOrderedAfter(facts: readonly CartKnowledge[], { updatedAt }: CartSnapshot): boolean {
  return facts.some(
    ({ orderId, orderedAt }) => orderId !== null && (orderedAt === null || orderedAt >= updatedAt),
  );
}

function isTiedTo(facts: readonly CartKnowledge[], { orderId }: OrderSnapshot): boolean {
  return facts.some((fact) => fact.orderId === orderId);
}

/** The newest that is known of a cart and the checkout made from it. */
function newestOf(facts: readonly CartKnowledge[]): CartSnapshot | null {
  let newest: CartSnapshot | null = null;
  for (const { snapshot } of facts)
    if (snapshot && (!newest || snapshot.updatedAt > newest.updatedAt)) newest = snapshot;
  return newest;
}

/** Whether the goods of an order are unknown: too many lines to keep, or none received. */
function isSilent({ lines }: OrderSnapshot): boolean {
  return lines.length === 0;
}

/** Whether the shopper placed the order themselves, as far as is known. */
function isOnline({ source }: OrderSnapshot): boolean {
  return source === undefined || source === 'web';
}
