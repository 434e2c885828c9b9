import { evaluate } from './evaluate.ts';
import type { SegmentFacts } from './facts.ts';
import { sooner } from './conditions/condition-evaluator.ts';
import type { Predicate } from './predicate.ts';
import { evaluatorOf } from './conditions/evaluator-of.ts';

/**
 * The first millisecond after `now` at which `evaluate` gives another result if nothing else happens, or null
 * if it never does. Between the moments of its conditions the result stays, so only those moments are tried.
 * @param now epoch milliseconds
 */
export function nextChangeAt(
  predicate: Predicate,
  facts: SegmentFacts,
  now: number,
): number | null {
  const before = evaluate(predicate, facts, now);
  let at = nextMoment(predicate, facts, now);
  while (at !== null && evaluate(predicate, facts, at) === before) {
    at = nextMoment(predicate, facts, at);
  }
  return at;
}

/** The first moment after `at` when some condition may change; never too late. */
function nextMoment(predicate: Predicate, facts: SegmentFacts, at: number): number | null {
  if ('all' in predicate) return soonest(predicate.all, facts, at);
  if ('any' in predicate) return soonest(predicate.any, facts, at);
  if ('not' in predicate) return nextMoment(predicate.not, facts, at);
  return evaluatorOf(predicate)?.nextMoment(facts, at) ?? null;
}

function soonest(predicates: Predicate[], facts: SegmentFacts, at: number): number | null {
  let next: number | null = null;
  for (const each of predicates) next = sooner(next, nextMoment(each, facts, at));
  return next;
}
