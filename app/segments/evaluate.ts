import type { SegmentFacts } from './facts.ts';
import type { Predicate } from './predicate.ts';
import { meaningOf } from './question-meaning.ts';

/** Yes, no, or null: the question itself makes no sense, for instance a window of NaN days. */
export type Answer = boolean | null;

/**
 * Whether a person is in. Fails closed: a question that makes no sense is answered no, under `not` as well.
 * @param now epoch milliseconds
 */
export function evaluate(predicate: Predicate, facts: SegmentFacts, now: number): boolean {
  return answer(predicate, facts, now) === true;
}

/** As `evaluate`, telling a senseless question from a no. Comparing what is not known is a plain no. */
export function answer(predicate: Predicate, facts: SegmentFacts, now: number): Answer {
  if ('all' in predicate) return every(predicate.all, facts, now);
  if ('any' in predicate) return some(predicate.any, facts, now);
  if ('not' in predicate) return negated(answer(predicate.not, facts, now));
  const meaning = meaningOf(predicate);
  return meaning === null ? null : meaning.answer(facts, now);
}

function negated(inner: Answer): Answer {
  return inner === null ? null : !inner;
}

function every(predicates: Predicate[], facts: SegmentFacts, now: number): Answer {
  let result: Answer = true;
  for (const each of predicates) {
    const inner = answer(each, facts, now);
    if (inner === false) return false;
    if (inner === null) result = null;
  }
  return result;
}

function some(predicates: Predicate[], facts: SegmentFacts, now: number): Answer {
  let result: Answer = false;
  for (const each of predicates) {
    const inner = answer(each, facts, now);
    if (inner === true) return true;
    if (inner === null) result = null;
  }
  return result;
}
