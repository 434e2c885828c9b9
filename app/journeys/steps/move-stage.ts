import { z } from 'zod';
import { LEAD_STAGE_NAMES, LEAD_STAGES } from '#app/effects/kinds/move-stage.ts';
import { skippedStep } from './skipped-step.ts';
import { stepEffectBase } from './step-effect.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId } from './step-id.ts';

const MoveStageStep = z.strictObject({
  id: StepId,
  kind: z.literal('move_stage'),
  /** Empty while none is chosen. */
  stage: z.union([z.enum(LEAD_STAGES), z.literal('')]),
  next: NextStepId,
});

/** Moves the person's lead to another stage of the pipeline. */
export type MoveStageStep = z.infer<typeof MoveStageStep>;

/** Moves the lead and goes on at once; who was no lead becomes one. */
export const moveStageHandler: StepHandler<MoveStageStep> = {
  label: 'Move lead to stage',
  group: 'actions',
  blank: (id, next) => ({ id, kind: 'move_stage', stage: '', next }),
  schema: MoveStageStep,
  problems: ({ stage }) => (stage === '' ? ['Choose the stage.'] : []),
  enter(step, run, at, _context, journey) {
    const { stage } = step;
    if (stage === '') return skippedStep(step, run, at, journey, 'not_set_up');
    const payload = { stage, rule: journey.rule, stepId: run.stepId };
    return {
      run,
      effects: [{ ...stepEffectBase(run, at), kind: 'move_stage', payload }],
      outcome: { kind: 'next', stepId: step.next, at },
    };
  },
  afterWait: () => null,
  longestWait: () => 0,
  readsProfile: () => false,
  edges: ({ next }) => [{ key: 'next', to: next, label: null }],
  words: {
    card: ({ stage }) => ({ title: 'Move lead to stage', detail: stageWords(stage) }),
    current: ({ stage }) => `Moving to the stage “${stageWords(stage)}”`,
    coming: ({ stage }) => `the stage “${stageWords(stage)}”`,
  },
};

function stageWords(stage: MoveStageStep['stage']): string {
  return stage === '' ? 'No stage yet' : LEAD_STAGE_NAMES[stage];
}
