import { FormLayout, Select, TextField } from '@shopify/polaris';
import { tagStepProblem, type TagStep } from '#app/journeys/steps/tag.ts';
import type { StepForm } from '../step-form.ts';

const CHANGES = [
  { label: 'Add the tag', value: 'add' },
  { label: 'Remove the tag', value: 'remove' },
];

/** Which tag a step adds or removes. */
export const tagForm: StepForm<TagStep> = ({ step, onChange }) => (
  <FormLayout>
    <Select
      label="Change"
      options={CHANGES}
      value={step.change}
      onChange={(change) => onChange({ ...step, change: change === 'remove' ? 'remove' : 'add' })}
    />
    <TextField
      label="Customer tag"
      helpText="People who are no customers in Shopify yet have no tags: the step does nothing for them."
      value={step.tag}
      onChange={(tag) => onChange({ ...step, tag })}
      error={step.tag === '' ? undefined : (tagStepProblem(step.tag) ?? undefined)}
      maxLength={300}
      autoComplete="off"
      requiredIndicator
    />
  </FormLayout>
);
