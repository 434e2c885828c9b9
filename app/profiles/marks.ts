import type { Mark } from './profile.ts';

/** Marks kept of a kind; more would grow without bound. */
const MARKS_KEPT = 10;

/**
 * The union of two lists of marks: of each the newest telling, on before off at the same moment, the most
 * recently told first. A mark taken off stays in the list as such, so that an older telling that comes later
 * does not put it on again. Which ones are kept does not depend on the order of arrival, because the newest
 * telling of a mark only ever grows.
 */
export function mergeMarks(left: Mark[], right: Mark[]): Mark[] {
  if (right.length === 0) return left;
  const newest = new Map<string, Mark>();
  for (const mark of [...left, ...right]) {
    const known = newest.get(mark[0]);
    if (!known || mark[1] > known[1] || (mark[1] === known[1] && mark[2] > known[2]))
      newest.set(mark[0], mark);
  }
  return [...newest.values()]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MARKS_KEPT);
}

/** The names of the marks that are on, in order of the alphabet. */
export function marksOn(marks: Mark[]): string[] {
  return marks.flatMap(([name, , on]) => (on === 1 ? [name] : [])).sort();
}
