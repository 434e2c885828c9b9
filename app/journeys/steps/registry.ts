import { z } from 'zod';
import { bannerHandler } from './banner.ts';
import { branchHandler } from './branch.ts';
import { emailHandler } from './email.ts';
import { exitHandler } from './exit.ts';
import { goalHandler } from './goal.ts';
import { holdoutHandler } from './holdout.ts';
import { multiBranchHandler } from './multi-branch.ts';
import { splitHandler } from './split.ts';
import { startJourneyHandler } from './start-journey.ts';
import { metafieldHandler } from './metafield.ts';
import { moveStageHandler } from './move-stage.ts';
import { salesTaskHandler } from './sales-task.ts';
import { staffEmailHandler } from './staff-email.ts';
import { offerHandler } from './offer.ts';
import type { StepHandler } from './step-handler.ts';
import { supportTicketHandler } from './support-ticket.ts';
import { tagHandler } from './tag.ts';
import { waitForHandler } from './wait-for.ts';
import { waitUntilHandler } from './wait-until.ts';
import { waitHandler } from './wait.ts';
import { webhookHandler } from './webhook.ts';

/** Every kind of step, one file each; all else about steps is derived from here. */
const stepHandlers = {
  wait: waitHandler,
  wait_for: waitForHandler,
  wait_until: waitUntilHandler,
  branch: branchHandler,
  multi_branch: multiBranchHandler,
  split: splitHandler,
  holdout: holdoutHandler,
  goal: goalHandler,
  email: emailHandler,
  banner: bannerHandler,
  start_journey: startJourneyHandler,
  tag: tagHandler,
  metafield: metafieldHandler,
  staff_email: staffEmailHandler,
  webhook: webhookHandler,
  support_ticket: supportTicketHandler,
  sales_task: salesTaskHandler,
  move_stage: moveStageHandler,
  offer: offerHandler,
  exit: exitHandler,
};

type StepHandlers = typeof stepHandlers;
export type StepKind = keyof StepHandlers;

/** A step of a journey, of any kind. */
export type Step = { [K in StepKind]: z.infer<StepHandlers[K]['schema']> }[StepKind];

/** Reads a step of any kind, as that kind's schema says. */
export const StepSchema: z.ZodType<Step> = z.unknown().transform((input, context) => {
  const kind: unknown = typeof input === 'object' && input && 'kind' in input ? input.kind : null;
  if (typeof kind !== 'string' || !isStepKind(kind)) {
    context.addIssue({ code: 'custom', path: ['kind'], message: 'There is no such step.' });
    return z.NEVER;
  }
  const read = stepHandlers[kind].schema.safeParse(input);
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues)
    context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

/** Whether there is such a kind of step, as what was stored may name one that is gone. */
export function isStepKind(kind: string): kind is StepKind {
  return Object.hasOwn(stepHandlers, kind);
}

/** What handles a step, by its kind. */
export function stepHandlerOf<S extends Step>(step: S): StepHandler<S> {
  // TypeScript does not follow that the handler under a step's kind is the one for that step.
  return stepHandlers[step.kind] as unknown as StepHandler<S>;
}

/** The names of all kinds. */
export const STEP_KINDS = Object.keys(stepHandlers) as StepKind[];

/** What the merchant calls a kind of step, and under which group it can be added. */
export function stepKindWords(kind: StepKind): Pick<StepHandler<Step>, 'label' | 'group'> {
  const { label, group } = stepHandlers[kind];
  return { label, group };
}

/** A new step of a kind with nothing chosen. @param to where its edges lead; empty for nowhere */
export function blankStep(kind: StepKind, id: string, to: string): Step {
  return stepHandlers[kind].blank(id, to);
}
