import type { PredicateAnswer } from '#app/segments/answer-predicate.ts';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import { idOf } from '#app/lib/ids.ts';
import { answeredDecision } from './answered-decision.ts';
import { asDailyDecision } from './daily-decision.ts';
import type { JourneyDecisionInput } from './decision-input.ts';
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
    ? { outcome: 'entered' as const, reason: 'entry_met' }
    : { outcome: 'not_entered' as const, reason: 'entry_not_met' };
  const entry = { ...decided, key: `${run.id}:entry`, rule: ruleOf(journey), at };
  return [
    { ...answeredDecision(run, entry, answer), input: { kind: 'entry', conditions: answer.read } },
  ];
}

/**
 * Why a person did not enter, where it was not the condition to enter that said so.
 * @param run the run that would have begun
 * @param read what was read
 */
export function refusedEntryDecisions(
  journey: Journey,
  run: Run,
  reason: string,
  read: JourneyDecisionInput,
): Decision[] {
  const { enteredAt: at, profileId } = run;
  const refused: Decision = {
    id: idOf('decision', run.id, 'entry'),
    at,
    profileId,
    runId: null,
    effectKey: null,
    outcome: 'not_entered',
    reason,
    rule: ruleOf(journey),
    facts: factsRead(read),
    input: read,
  };
  return asDailyRefusals(journey, run, [refused]);
}

/** What was read, as it is shown. */
function factsRead(read: JourneyDecisionInput): Decision['facts'] {
  switch (read.kind) {
    case 'reentry': {
      const { active, lastEnteredAt, lastEndedAt } = read;
      return { runs_under_way: active, last_entered_at: lastEnteredAt, last_ended_at: lastEndedAt };
    }
    case 'cart_entry':
      return { cart: read.cart };
    case 'exit_conditions':
      return Object.fromEntries(
        Object.entries(read.memberships).map(([segment, isIn]) => [`in_segment_${segment}`, isIn]),
      );
    default:
      return {};
  }
}

/** Of the refusals of one day the first is stored: a person may be refused with each change of their cart. */
export function asDailyRefusals(
  journey: Journey,
  { profileId }: Run,
  decisions: readonly Decision[],
): Decision[] {
  return decisions.map((one) => asDailyDecision(one, [journey.key, profileId]));
}
