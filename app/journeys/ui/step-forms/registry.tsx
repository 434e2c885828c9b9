import type { ReactNode } from 'react';
import type { Step, StepKind } from '#app/journeys/steps/registry.ts';
import type { StepForm, StepFormContext } from '#app/journeys/ui/step-form.ts';
import { bannerForm } from './banner-form.tsx';
import { branchForm } from './branch-form.tsx';
import { emailForm } from './email-form.tsx';
import { exitForm } from './exit-form.tsx';
import { goalForm } from './goal-form.tsx';
import { holdoutForm } from './holdout-form.tsx';
import { metafieldForm } from './metafield-form.tsx';
import { moveStageForm } from './move-stage-form.tsx';
import { multiBranchForm } from './multi-branch-form.tsx';
import { offerForm } from './offer-form.tsx';
import { salesTaskForm } from './sales-task-form.tsx';
import { splitForm } from './split-form.tsx';
import { staffEmailForm } from './staff-email-form.tsx';
import { startJourneyForm } from './start-journey-form.tsx';
import { supportTicketForm } from './support-ticket-form.tsx';
import { tagForm } from './tag-form.tsx';
import { waitForForm } from './wait-for-form.tsx';
import { waitForm } from './wait-form.tsx';
import { waitUntilForm } from './wait-until-form.tsx';
import { webhookForm } from './webhook-form.tsx';

/** The form of every kind of step, one file each. */
const stepForms: { [K in StepKind]: StepForm<Extract<Step, { kind: K }>> } = {
  wait: waitForm,
  wait_for: waitForForm,
  wait_until: waitUntilForm,
  branch: branchForm,
  multi_branch: multiBranchForm,
  split: splitForm,
  holdout: holdoutForm,
  goal: goalForm,
  email: emailForm,
  banner: bannerForm,
  offer: offerForm,
  tag: tagForm,
  metafield: metafieldForm,
  staff_email: staffEmailForm,
  webhook: webhookForm,
  support_ticket: supportTicketForm,
  sales_task: salesTaskForm,
  move_stage: moveStageForm,
  start_journey: startJourneyForm,
  exit: exitForm,
};

export type StepFieldsProps<S extends Step> = {
  step: S;
  context: StepFormContext;
  onChange: (step: S) => void;
};

/** The fields of a step, as its kind has them. */
export function StepFields<S extends Step>(props: StepFieldsProps<S>): ReactNode {
  // TypeScript does not follow that the form under a step's kind is the one for that step.
  const form = stepForms[props.step.kind] as unknown as StepForm<S>;
  return form(props);
}
