import { z } from 'zod';
import { stepDecision } from './step-decision.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId } from './step-id.ts';

const GoalStep = z.strictObject({
  id: StepId,
  kind: z.literal('goal'),
  /** What was reached, in the words of the merchant. */
  name: z.string().max(60),
  then: z.enum(['go_on', 'end']),
  next: NextStepId,
});

/** Notes that the run reached a goal, and goes on to `next` or ends there. */
export type GoalStep = z.infer<typeof GoalStep>;

/** Counts that people came this far. */
export const goalHandler: StepHandler<GoalStep> = {
  label: 'Goal',
  group: 'logic',
  blank: (id, next) => ({ id, kind: 'goal', name: '', then: 'go_on', next }),
  schema: GoalStep,
  problems: ({ name }) => (name.trim() === '' ? ['Name the goal.'] : []),
  enter({ name, then, next }, run, at, _context, { rule }) {
    const decided = { outcome: 'goal_reached' as const, rule, at, facts: { goal: name } };
    return {
      run,
      decisions: [stepDecision(run, decided)],
      outcome:
        then === 'end'
          ? { kind: 'end', reason: 'goal_reached', at }
          : { kind: 'next', stepId: next, at },
    };
  },
  afterWait: () => null,
  longestWait: () => 0,
  readsProfile: () => false,
  edges: ({ then, next }) => (then === 'end' ? [] : [{ key: 'next', to: next, label: null }]),
  words: {
    card: ({ name, then }) => ({
      title: `Goal “${name}”`,
      detail: then === 'end' ? 'Counted, and the journey ends' : 'Counted, and the journey goes on',
    }),
    current: ({ name }) => `At the goal “${name}”`,
    coming: ({ name }) => `the goal “${name}”`,
  },
};
