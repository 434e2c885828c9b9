import { z } from 'zod';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import type { StepHandler } from './step-handler.ts';
import { StepId } from './step-id.ts';

const ExitStep = z.strictObject({
  id: StepId,
  kind: z.literal('exit'),
  reason: z.string().min(1),
});

/** Ends the run; `reason` says how it ended. */
export type ExitStep = z.infer<typeof ExitStep>;

/** The end of a path. */
export const exitHandler: StepHandler<ExitStep> = {
  label: 'End',
  group: 'end',
  blank: (id) => ({ id, kind: 'exit', reason: 'finished' }),
  schema: ExitStep,
  enter: ({ reason }, run, at) => ({ run, outcome: { kind: 'end', reason, at } }),
  afterWait: () => null,
  longestWait: () => 0,
  readsProfile: () => false,
  edges: () => [],
  words: {
    card: ({ reason }) => ({ title: 'End', detail: reasonWords(reason) }),
    current: () => 'At the end',
    coming: () => 'the end',
  },
};
