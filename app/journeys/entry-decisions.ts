import type { PredicateAnswer } from '#app/segments/answer-predicate.ts';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import { answeredDecision } from './answered-decision.ts';
import { ruleOf, type Journey } from './definition.ts';
import type { Decision, Run } from './run.ts';

/**
 * Whether a person may enter a journey, and why, as the decision to keep; none for a journey that everyone may enter.
 * @param runId of the run that is there; null when none came of it
 * @param at when it was asked, epoch milliseconds
 */
export function entryDecisions(
  journey: Journey,
  run: Run,
  runId: string | null,
  at: number,
  answer: PredicateAnswer,
): Decision[] {
  if (conditionsOf(journey.entry).length === 0) return [];
  const decided = answer.holds
    ? { outcome: 'entered', reason: 'entry_met' }
    : { outcome: 'not_entered', reason: 'entry_not_met' };
  const entry = { ...decided, key: `${run.id}:entry`, rule: ruleOf(journey), at };
  return [answeredDecision(run.profileId, runId, entry, answer)];
}
