import type { SegmentFacts } from './facts.ts';
import type { Predicate } from './predicate.ts';
import { evaluatorOf } from './conditions/evaluator-of.ts';

/** True, false, or null: the predicate itself makes no sense, for instance a window of NaN days. */
export type TruthValue = boolean | null;

/**
 * Whether a person matches. Fails closed: a predicate that makes no sense is false, under `not` as well.
 * @param now epoch milliseconds
 */
export function evaluate(predicate: Predicate, facts: SegmentFacts, now: number): boolean {
  return truthValueOf(predicate, facts, now) === true;
}

/** As `evaluate`, but null for a senseless predicate. Comparing what is not known is plainly false. */
export function truthValueOf(predicate: Predicate, facts: SegmentFacts, now: number): TruthValue {
  if ('all' in predicate) return every(predicate.all, facts, now);
  if ('any' in predicate) return some(predicate.any, facts, now);
  if ('not' in predicate) return negated(truthValueOf(predicate.not, facts, now));
  const evaluator = evaluatorOf(predicate);
  return evaluator === null ? null : evaluator.matches(facts, now);
}

function negated(inner: TruthValue): TruthValue {
  return inner === null ? null : !inner;
}

function every(predicates: Predicate[], facts: SegmentFacts, now: number): TruthValue {
  let result: TruthValue = true;
  for (const each of predicates) {
    const inner = truthValueOf(each, facts, now);
    if (inner === false) return false;
    if (inner === null) result = null;
  }
  return result;
}

function some(predicates: Predicate[], facts: SegmentFacts, now: number): TruthValue {
  let result: TruthValue = false;
  for (const each of predicates) {
    const inner = truthValueOf(each, facts, now);
    if (inner === true) return true;
    if (inner === null) result = null;
  }
  return result;
}
