import type { PredicateAnswer } from '#app/segments/answer-predicate.ts';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import { answeredDecision } from './answered-decision.ts';
import { ruleOf, type Journey } from './definition.ts';
import type { Decision, Run } from './run.ts';

/**
 * Whether the person of a run may enter its journey, and why, as the decision to keep; none for a journey that everyone
 * may enter.
 * @param at when it was asked, epoch milliseconds
 */
export function entryDecisions(
  journey: Journey,
  run: Run,
  at: number,
  answer: PredicateAnswer,
): Decision[] {
  if (conditionsOf(journey.entry).length === 0) return [];
  const decided = answer.holds
    ? { outcome: 'entered', reason: 'entry_met' }
    : { outcome: 'not_entered', reason: 'entry_not_met' };
  const entry = { ...decided, key: `${run.id}:entry`, rule: ruleOf(journey), at };
  return [answeredDecision(run, entry, answer)];
}
