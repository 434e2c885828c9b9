import type { HoldoutStep } from '#app/journeys/steps/holdout.ts';
import { holdoutHandler } from '#app/journeys/steps/holdout.ts';
import type { StepForm } from '#app/journeys/ui/step-form.ts';
import { PercentField } from './percent-field.tsx';

/** How many people get nothing of what follows. */
export const holdoutForm: StepForm<HoldoutStep> = ({ step, onChange }) => (
  <PercentField
    label="Hold out"
    percent={step.percent}
    error={holdoutHandler.problems?.(step)[0]}
    helpText="The same people each time. Compare what they buy with what the others buy."
    onChange={(percent) => onChange({ ...step, percent })}
  />
);
