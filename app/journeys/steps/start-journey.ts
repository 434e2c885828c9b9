import { z } from 'zod';
import { definitionName } from '#app/definitions/definition-kind.ts';
import { stepEffectKey } from './step-effect.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId } from './step-id.ts';

const StartJourneyStep = z.strictObject({
  id: StepId,
  kind: z.literal('start_journey'),
  journey: z.string().max(64),
  next: NextStepId,
});

/** Starts another journey for the same person, and goes on at once whether or not that lets them enter. */
export type StartJourneyStep = z.infer<typeof StartJourneyStep>;

/** Adds the person to another journey of the shop. */
export const startJourneyHandler: StepHandler<StartJourneyStep> = {
  label: 'Start another journey',
  group: 'actions',
  blank: (id, next) => ({ id, kind: 'start_journey', journey: '', next }),
  problems: ({ journey }) => (journey === '' ? ['Choose the journey that it starts.'] : []),
  schema: StartJourneyStep,
  enter({ journey: journeyKey, next }, run, at, _context, { rule }) {
    const key = stepEffectKey(run);
    return {
      run,
      starts: [{ key, journeyKey, context: run.context, at, rule, step: run.stepId }],
      outcome: { kind: 'next', stepId: next, at },
    };
  },
  afterWait: () => null,
  longestWait: () => 0,
  readsProfile: () => false,
  edges: ({ next }) => [{ key: 'next', to: next, label: null }],
  uses: ({ journey: key }) => (key === '' ? null : { kind: 'journey', key }),
  words: {
    card: ({ journey }, { names }) => ({
      title: 'Start another journey',
      detail: definitionName(names, 'journey', journey),
    }),
    current: ({ journey }, { names }) =>
      `Starting the journey “${definitionName(names, 'journey', journey)}”`,
    coming: ({ journey }, { names }) =>
      `the start of the journey “${definitionName(names, 'journey', journey)}”`,
  },
};
