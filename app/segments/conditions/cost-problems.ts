import { POINTS, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import type { Problem } from '#app/segments/reference-problems.ts';
import { costsByPlace, predicateCost } from './condition-cost.ts';

/**
 * The most points that a predicate may cost. On one core the most expensive takes some 3 s over 100,000 people; the
 * segments and templates that every shop has cost less than a tenth.
 */
export const MOST_POINTS = 300;

/** The whole predicates of all segments of a shop, by their keys, before and after one is saved. */
export type PredicateChange = {
  before: ReadonlyMap<string, Predicate>;
  after: ReadonlyMap<string, Predicate>;
};

/**
 * Why a predicate costs too much to be counted or saved: itself, or because another segment refers to it. One that
 * was saved before the limit, or costs more since, stays in use; saved again it must fit. Others that were too
 * expensive already keep no segment from being saved unless they would cost still more.
 * @param key the segment it is for; null for a new one
 * @param names what other segments are called, by their keys
 */
export function costProblems(
  predicate: Predicate,
  key: string | null,
  { before, after }: PredicateChange,
  names: ReadonlyMap<string, string>,
): Problem[] {
  const own = predicateCost(predicate, after);
  const whole = (key === null ? undefined : after.get(key)) ?? predicate;
  const cost = Math.max(own, predicateCost(whole, after));
  if (cost > MOST_POINTS) return [tooDear(predicate, after, cost, own)];
  for (const [other, otherPredicate] of after) {
    const will = predicateCost(otherPredicate, after);
    if (other === key || will <= MOST_POINTS) continue;
    const was = before.get(other);
    if (was !== undefined && predicateCost(was, before) >= will) continue;
    const name = names.get(other) ?? other;
    const message = `The segment ${name} builds on this one and would be ${formatCount(will - MOST_POINTS, POINTS)} over the limit of ${formatNumber(MOST_POINTS)}. Shorten it first, or this one.`;
    return [{ path: [], message }];
  }
  return [];
}

function tooDear(
  predicate: Predicate,
  segments: ReadonlyMap<string, Predicate>,
  cost: number,
  own: number,
): Problem {
  const [first, ...others] = costsByPlace(predicate, segments);
  const over = formatCount(cost - MOST_POINTS, POINTS);
  const among = cost > own ? ' together with the groups before it' : '';
  const limit = `The conditions cost too much${among}: ${over} over the limit of ${formatNumber(MOST_POINTS)}.`;
  if (first === undefined) return { path: [], message: `${limit} Shorten the groups before it.` };
  const dearest = others.reduce((most, one) => (one.cost > most.cost ? one : most), first);
  return {
    path: dearest.path,
    message: `${limit} Remove or shorten this condition first: it costs ${formatCount(dearest.cost, POINTS)}.`,
  };
}
