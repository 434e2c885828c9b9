import { idOf } from '#app/lib/ids.ts';
import type { Decision, Run } from '#app/journeys/run.ts';
import { stepEffectKey } from './step-effect.ts';

/** What a step decided by itself, without asking anything of the person. */
export type StepDecision = Pick<Decision, 'outcome' | 'rule' | 'facts' | 'input'> & {
  /** Epoch milliseconds. */
  at: number;
};

/** The decision of the step that a run is at, to be kept. The same decision made twice is one row. */
export function stepDecision(run: Run, decided: StepDecision): Decision {
  return {
    ...decided,
    id: idOf('decision', stepEffectKey(run)),
    profileId: run.profileId,
    runId: run.id,
    effectKey: null,
    reason: run.stepId,
  };
}
