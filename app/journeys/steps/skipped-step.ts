import { idOf } from '#app/lib/ids.ts';
import type { StepDecisionInput } from '#app/journeys/decision-input.ts';
import type { Run } from '#app/journeys/run.ts';
import type { JourneyOfStep, StepResult } from './step-handler.ts';
import { stepEffectKey } from './step-effect.ts';

/**
 * A step that can do nothing for a person: it waits for nothing, says why and goes on.
 * @param step the step, of which the decision names the kind
 * @param at when it was reached, epoch milliseconds
 * @param read what was read of the person
 */
export function skippedStep(
  step: { kind: string; next: string },
  run: Run,
  at: number,
  { rule }: JourneyOfStep,
  reason: string,
  read: Pick<StepDecisionInput, 'isCustomer'> = {},
): StepResult {
  const decision = {
    id: idOf('decision', stepEffectKey(run), 'skipped'),
    at,
    profileId: run.profileId,
    runId: run.id,
    effectKey: null,
    outcome: 'skipped' as const,
    reason,
    rule,
    facts: { action: step.kind, step: run.stepId },
    input: { kind: 'step', ...read } satisfies Partial<StepDecisionInput>,
  };
  return { run, decisions: [decision], outcome: { kind: 'next', stepId: step.next, at } };
}
