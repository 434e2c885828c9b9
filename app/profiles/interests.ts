import { INTERESTS_KEPT, type ProfileState } from './profile.ts';

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
