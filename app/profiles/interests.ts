import type { Line } from '#app/events/event.ts';
import { SECOND } from '#app/lib/duration.ts';
import type { OrderTaken, ProfileState } from './profile-state.ts';
import { INTERESTS_KEPT } from './profile.ts';

type Interest = ProfileState['interests'][number];
const STRENGTH = { viewed: 0, carted: 1, bought: 2 } as const;

/**
 * The union of two lists of interests: per product the newest sign, the most recent products first. Which
 * ones are kept does not depend on the order of arrival, because "newest per product" only ever grows.
 */
export function mergeInterests(left: Interest[], right: Interest[]): Interest[] {
  if (right.length === 0) return left;
  const newest = new Map<string, Interest>();
  for (const interest of [...left, ...right]) {
    const known = newest.get(interest[0]);
    if (!known || isNewer(interest, known)) newest.set(interest[0], interest);
  }
  return [...newest.values()].sort(byRecency).slice(0, INTERESTS_KEPT);
}

function isNewer(candidate: Interest, known: Interest): boolean {
  if (candidate[1] !== known[1]) return candidate[1] > known[1];
  return STRENGTH[candidate[2]] > STRENGTH[known[2]];
}

function byRecency(a: Interest, b: Interest): number {
  return b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
}

/**
 * What was bought by no order but a deleted one was only in a cart.
 * @param orders the newest orders of the same person
 */
export function withoutDeletedOrders(
  interests: Interest[],
  orders: readonly OrderTaken[],
): Interest[] {
  const gone = orders.filter(([, , , , deleted]) => deleted === 1);
  if (gone.length === 0) return interests;
  const standing = new Set(orders.flatMap((one) => (gone.includes(one) ? [] : one[1])));
  const seconds = new Set(gone.map(([, second]) => second).filter((one) => !standing.has(one)));
  return interests.map(([productId, at, how]) =>
    how === 'bought' && seconds.has(Math.floor(at / SECOND))
      ? [productId, at, 'carted']
      : [productId, at, how],
  );
}

/** What the lines of a cart or an order say of its products. */
export function interestsOf(
  lines: readonly Line[],
  at: number,
  how: 'carted' | 'bought',
): ProfileState['interests'] {
  return lines.flatMap((line): ProfileState['interests'] =>
    line.productId === null ? [] : [[line.productId, at, how]],
  );
}
