import { BlockStack, ChoiceList, TextField } from '@shopify/polaris';
import type { GoalStep } from '#app/journeys/steps/goal.ts';
import type { StepForm } from '#app/journeys/ui/step-form.ts';

/** What was reached, and whether the journey goes on. */
export const goalForm: StepForm<GoalStep> = ({ step, onChange }) => (
  <BlockStack gap="400">
    <TextField
      label="Goal"
      autoComplete="off"
      maxLength={60}
      placeholder="Placed a second order"
      value={step.name}
      error={step.name.trim() === '' ? 'Name the goal.' : undefined}
      onChange={(name) => onChange({ ...step, name })}
    />
    <ChoiceList
      title="When a person reaches it"
      choices={[
        { value: 'go_on', label: 'Go on with the next step' },
        { value: 'end', label: 'End the journey' },
      ]}
      selected={[step.then]}
      onChange={([then]) => onChange({ ...step, then: then === 'end' ? 'end' : 'go_on' })}
    />
  </BlockStack>
);
