import type { BranchStep } from '#app/journeys/steps/branch.ts';
import type { StepForm } from '#app/journeys/ui/step-form.ts';

/** The condition that the step asks about. */
export const branchForm: StepForm<BranchStep> = ({ step, context, onChange }) =>
  context.predicateFields({
    predicate: step.when,
    onChange: (when) => onChange({ ...step, when }),
  });
