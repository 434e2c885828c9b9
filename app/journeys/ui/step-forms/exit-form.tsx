import { Select } from '@shopify/polaris';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import type { ExitStep } from '#app/journeys/steps/exit.ts';
import type { StepForm } from '#app/journeys/ui/step-form.ts';

/** The reasons that a merchant may give an end. */
const REASONS = ['finished', 'not_recovered', 'not_shipped'];

/** How a journey that ends here is counted. */
export const exitForm: StepForm<ExitStep> = ({ step, onChange }) => {
  const reasons = REASONS.includes(step.reason) ? REASONS : [step.reason, ...REASONS];
  return (
    <Select
      label="Ends as"
      helpText="How the journey’s page counts the people who end here."
      options={reasons.map((reason) => ({ value: reason, label: reasonWords(reason) }))}
      value={step.reason}
      onChange={(reason) => onChange({ ...step, reason })}
    />
  );
};
