import { z } from 'zod';
import type { StepDecisionInput } from '#app/journeys/decision-input.ts';
import { drawnForOf } from '#app/journeys/drawn-for.ts';
import { formatShare } from '#app/lib/format/share.ts';
import { stableDraw } from '#app/lib/stable-draw.ts';
import { WholePercent } from './percent.ts';
import { stepDecision } from './step-decision.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId } from './step-id.ts';

const HoldoutStep = z.strictObject({
  id: StepId,
  kind: z.literal('holdout'),
  percent: WholePercent,
  next: NextStepId,
});

/** Ends the runs of a share of people, who get nothing of what follows. */
export type HoldoutStep = z.infer<typeof HoldoutStep>;

/**
 * Holds people out so that what follows can be compared with doing nothing. Who is held out is derived from the person's address
 * and the journey: a person is on the same side each time, whichever of their profiles was known first, and who is held out of
 * a share is held out of a greater one too.
 */
export const holdoutHandler: StepHandler<HoldoutStep> = {
  label: 'Hold out some people',
  group: 'logic',
  blank: (id, next) => ({ id, kind: 'holdout', percent: 10, next }),
  schema: HoldoutStep,
  problems: ({ percent }) =>
    percent < 1 || percent > 99 ? ['Hold out from 1 to 99 % of people.'] : [],
  enter({ percent, next }, run, at, context, { key, rule }) {
    const drawnFor = context.drawnFor ?? drawnForOf(context.person, run.profileId);
    const isHeldOut = stableDraw('holdout', key, drawnFor) * 100 < percent;
    const outcome = isHeldOut ? 'held_out' : 'not_held_out';
    return {
      run,
      decisions: [
        stepDecision(run, {
          outcome,
          rule,
          at,
          facts: { percent },
          input: { kind: 'step', drawnFor } satisfies Partial<StepDecisionInput>,
        }),
      ],
      outcome: isHeldOut
        ? { kind: 'end', reason: 'held_out', at }
        : { kind: 'next', stepId: next, at },
    };
  },
  afterWait: () => null,
  longestWait: () => 0,
  readsProfile: () => false,
  edges: ({ next }) => [{ key: 'next', to: next, label: null }],
  words: {
    card: ({ percent }) => ({
      title: `Hold out ${formatShare(percent / 100)}`,
      detail: 'They get nothing of what follows; always the same people',
    }),
    current: () => 'At a holdout',
    coming: () => 'a holdout',
  },
};
