import { BlockStack, Checkbox, ChoiceList } from '@shopify/polaris';
import type { EmailStep } from '#app/journeys/steps/email.ts';
import type { StepForm } from '#app/journeys/ui/step-form.ts';
import { RELEVANCE_LENGTHS, USUAL_RELEVANCE_MS } from '#app/messages/planner/relevance.ts';
import { DefinitionField } from './definition-field.tsx';
import { DurationField } from './duration-field.tsx';

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
    {step.class === 'marketing' ? (
      <RelevanceFields
        relevantForMs={step.relevantForMs}
        onChange={(relevantForMs) => {
          const { relevantForMs: _known, ...rest } = step;
          onChange(relevantForMs === undefined ? rest : { ...rest, relevantForMs });
        }}
      />
    ) : null}
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

type RelevanceFieldsProps = {
  relevantForMs: EmailStep['relevantForMs'];
  onChange: (relevantForMs: EmailStep['relevantForMs']) => void;
};

/** How long an email that is held back is worth sending. */
function RelevanceFields({ relevantForMs, onChange }: RelevanceFieldsProps) {
  return (
    <BlockStack gap="200">
      <Checkbox
        label="Stays relevant as long as usual"
        helpText="What message limits or quiet hours hold back is sent for three days after it was due; a cart reminder until the wait after it is over."
        checked={relevantForMs === undefined}
        onChange={(isUsual) => onChange(isUsual ? undefined : USUAL_RELEVANCE_MS)}
      />
      {relevantForMs === undefined ? null : (
        <DurationField
          label="Stays relevant for"
          ms={relevantForMs}
          between={RELEVANCE_LENGTHS}
          helpText="After that it is not sent any more."
          onChange={onChange}
        />
      )}
    </BlockStack>
  );
}
