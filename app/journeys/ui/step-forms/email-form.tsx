import { BlockStack, ChoiceList } from '@shopify/polaris';
import type { EmailStep } from '#app/journeys/steps/email.ts';
import type { StepForm } from '#app/journeys/ui/step-form.ts';
import { DefinitionField } from './definition-field.tsx';

const CLASSES: { value: EmailStep['class']; label: string; helpText: string }[] = [
  {
    value: 'marketing',
    label: 'Marketing',
    helpText: 'Goes only to people who subscribed to marketing email.',
  },
  {
    value: 'transactional',
    label: 'About the order',
    helpText: 'Goes to every buyer. It must say only what belongs to their order.',
  },
];

/** The email that the step sends, and to whom it may go. */
export const emailForm: StepForm<EmailStep> = ({ step, context, onChange }) => (
  <BlockStack gap="400">
    <DefinitionField
      label="Email"
      placeholder="Choose an email"
      choices={context.choices.email}
      chosen={step.template}
      error="Choose the email."
      onChange={(template) => onChange({ ...step, template })}
    />
    <ChoiceList
      title="Kind of email"
      choices={CLASSES}
      selected={[step.class]}
      onChange={([chosen]) => {
        const found = CLASSES.find(({ value }) => value === chosen);
        if (found) onChange({ ...step, class: found.value });
      }}
    />
    <ChoiceList
      allowMultiple
      title="What it is about"
      choices={[{ value: 'parcel', label: 'Only the parcel that the journey waited for' }]}
      selected={step.about === undefined ? [] : [step.about]}
      onChange={([about]) => {
        const { about: _about, ...rest } = step;
        onChange(about === undefined ? rest : { ...rest, about: 'parcel' });
      }}
    />
  </BlockStack>
);
