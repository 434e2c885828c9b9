import { Select } from '@shopify/polaris';
import type { StartJourneyStep } from '#app/journeys/steps/start-journey.ts';
import type { StepForm } from '../step-form.ts';

/** Which journey the step starts. */
export const startJourneyForm: StepForm<StartJourneyStep> = ({ step, context, onChange }) => (
  <Select
    label="Journey"
    placeholder="Choose a journey"
    options={context.choices.journey.map(({ key, name }) => ({ label: name, value: key }))}
    value={step.journey}
    onChange={(journey) => onChange({ ...step, journey })}
    helpText="The person enters it if they may; either way they go on here at once."
    error={step.journey === '' ? 'Choose the journey that it starts.' : undefined}
  />
);
