import { z } from 'zod';
import { DAY } from '#app/lib/duration.ts';
import { formatExactDuration } from '#app/lib/format/duration.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId, WaitMs } from './step-id.ts';

const WaitStep = z.strictObject({
  id: StepId,
  kind: z.literal('wait'),
  ms: WaitMs,
  next: NextStepId,
});

/** Waits this long, in milliseconds, counted from the moment the step is reached. */
export type WaitStep = z.infer<typeof WaitStep>;

/** Waits for some time. */
export const waitHandler: StepHandler<WaitStep> = {
  label: 'Wait',
  group: 'timing',
  blank: (id, next) => ({ id, kind: 'wait', ms: DAY, next }),
  schema: WaitStep,
  enter: ({ ms }, run, at) => ({ run, outcome: { kind: 'wait', until: at + ms } }),
  afterWait: ({ next }) => next,
  longestWait: ({ ms }) => ms,
  readsProfile: () => false,
  edges: ({ next }) => [{ key: 'next', to: next, label: null }],
  words: {
    card: ({ ms }, { restarts }) => ({
      title: `Wait ${formatExactDuration(ms)}`,
      detail: restarts ? 'Restarts when the cart changes' : 'Counted from the step before',
    }),
    current: ({ next: id }, { next }) => `Waiting, then ${next(id)}`,
    coming: ({ next: id }, { next }) => `another wait and ${next(id)}`,
  },
};
