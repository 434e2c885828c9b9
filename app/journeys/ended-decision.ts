import { idOf } from '#app/lib/ids.ts';
import type { JourneyDecisionInput } from './decision-input.ts';
import { ruleOf, type Journey } from './definition.ts';
import type { Decision, Run } from './run.ts';

/**
 * Why a run ended: one decision a run.
 * @param run where it stood
 * @param at when it ended, epoch milliseconds
 * @param input what was read; left out where it is not stored
 */
export function endedDecision(
  journey: Journey,
  run: Run,
  reason: string,
  at: number,
  input?: JourneyDecisionInput,
): Decision {
  return {
    id: idOf('decision', run.id, 'ended'),
    at,
    profileId: run.profileId,
    runId: run.id,
    effectKey: null,
    outcome: 'ended',
    reason,
    rule: ruleOf(journey),
    facts: { step: run.stepId, entered_at: run.enteredAt },
    ...(input && { input }),
  };
}
