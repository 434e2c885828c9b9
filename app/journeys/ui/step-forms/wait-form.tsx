import type { WaitStep } from '#app/journeys/steps/wait.ts';
import type { StepForm } from '#app/journeys/ui/step-form.ts';
import { DurationField } from './duration-field.tsx';

/** How long the step waits. */
export const waitForm: StepForm<WaitStep> = ({ step, onChange }) => (
  <DurationField
    label="Wait for"
    ms={step.ms}
    helpText="Counted from the moment the person reaches this step."
    onChange={(ms) => onChange({ ...step, ms })}
  />
);
