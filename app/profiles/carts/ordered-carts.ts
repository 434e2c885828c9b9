import type { OrderedCart, CartSummary, ProfileState } from '#app/profiles/profile-state.ts';
import { truncateUtf8 } from '#app/lib/truncate-utf8.ts';
import { later } from '#app/profiles/timestamped.ts';
import { originsOf, type OrderOrigin } from '#app/profiles/tie-order.ts';

/** Carts that are remembered as ordered; an order names two at most, a cart and a checkout. */
const ORDERED_KEPT = 6;
/** Bytes kept of the name of one. */
const KEY_BYTES = 48;

/** What an order was made from. */
export function orderedBy(order: Omit<OrderOrigin, 'orderId'>): OrderedCart[] {
  return originsOf(order).map(({ kind, token }) => [keyOf(kind, token), order.placedAt]);
}

/** The newest of both, each cart once, so that the same orders in any order give the same. */
export function mergeOrdered(
  known: readonly OrderedCart[],
  more: readonly OrderedCart[],
): OrderedCart[] {
  const newest = new Map<string, number>();
  for (const [key, at] of [...known, ...more]) newest.set(key, Math.max(at, newest.get(key) ?? at));
  return [...newest]
    .sort(([a, aAt], [b, bAt]) => bAt - aAt || (a < b ? -1 : 1))
    .slice(0, ORDERED_KEPT);
}

/** The person's newest cart, or checkout, as it is after their orders: what was ordered is in it no more. */
export function unordered(
  state: Pick<ProfileState, 'cart' | 'checkout' | 'orderedCarts'>,
  kind: 'cart' | 'checkout',
): CartSummary | null {
  const known = state[kind];
  if (!known) return null;
  const key = keyOf(kind, known.token);
  const wasOrdered = state.orderedCarts.some(([one, at]) => one === key && at >= known.at);
  return wasOrdered ? { ...known, quantity: 0, totalMinor: 0 } : known;
}

/**
 * When the newest cart or checkout that is known of a person was ordered, whatever became of it since.
 * @returns epoch milliseconds; null when neither was
 */
export function newestOrderedAt(
  state: Pick<ProfileState, 'cart' | 'checkout' | 'orderedCarts'>,
): number | null {
  return (['cart', 'checkout'] as const)
    .map((kind) => {
      const key = keyOf(kind, state[kind]?.token ?? '');
      return state.orderedCarts.find(([one]) => one === key)?.[1] ?? null;
    })
    .reduce(later, null);
}

function keyOf(kind: 'cart' | 'checkout', token: string): string {
  return truncateUtf8(`${kind}:${token}`, KEY_BYTES);
}
