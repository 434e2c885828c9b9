import { z } from 'zod';
import { answeredDecision, type AnsweredCase } from '#app/journeys/answered-decision.ts';
import { PredicateContent } from '#app/segments/predicate-content.ts';
import { describePredicate } from '#app/segments/builder/describe.ts';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import { stepEffectKey } from './step-effect.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId } from './step-id.ts';

const BranchStep = z.strictObject({
  id: StepId,
  kind: z.literal('branch'),
  when: PredicateContent,
  yes: NextStepId,
  no: NextStepId,
});

/** Asks whether a predicate about the person holds, and takes one of two paths. */
export type BranchStep = z.infer<typeof BranchStep>;

/** Goes on by what is true of the person at that moment; what it read is kept with the decision. */
export const branchHandler: StepHandler<BranchStep> = {
  label: 'Yes or no condition',
  group: 'logic',
  blank: (id, to) => ({ id, kind: 'branch', when: { all: [] }, yes: to, no: to }),
  problems: ({ when }) =>
    conditionsOf(when).length === 0 ? ['Choose the condition that it asks about.'] : [],
  schema: BranchStep,
  enter({ when, yes, no }, run, at, context, { rule }) {
    const answer = context.holds(when, at);
    const outcome = answer.holds ? 'yes' : 'no';
    const decided: AnsweredCase = {
      key: stepEffectKey(run),
      outcome,
      reason: run.stepId,
      rule,
      at,
    };
    return {
      run,
      decisions: [answeredDecision(run, decided, answer)],
      outcome: { kind: 'next', stepId: answer.holds ? yes : no, at },
    };
  },
  afterWait: () => null,
  longestWait: () => 0,
  readsProfile: () => false,
  edges: ({ yes, no }) => [
    { key: 'yes', to: yes, label: 'Yes' },
    { key: 'no', to: no, label: 'No' },
  ],
  withPredicates: (step, as) => ({ ...step, when: as(step.when) }),
  words: {
    card: ({ when }) => ({ title: 'Condition', detail: describePredicate(when) }),
    current: () => 'At a branch',
    coming: () => 'a branch',
  },
};
