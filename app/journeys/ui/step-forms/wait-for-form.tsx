import { BlockStack, Checkbox, ChoiceList } from '@shopify/polaris';
import { EVENT_KIND_NAMES, eventKindOf } from '#app/events/kinds/registry.ts';
import { eventStateWords } from '#app/journeys/steps/event-words.ts';
import type { WaitForStep } from '#app/journeys/steps/wait-for.ts';
import type { StepForm } from '#app/journeys/ui/step-form.ts';
import { DurationField } from './duration-field.tsx';

/** What the step waits for, and how long at most. */
export const waitForForm: StepForm<WaitForStep> = ({ step, onChange }) => (
  <BlockStack gap="400">
    <ChoiceList
      allowMultiple
      title="Wait until"
      choices={eventChoices(step.events)}
      selected={step.events}
      error={step.events.length === 0 ? 'Choose what it waits for.' : undefined}
      onChange={(chosen) =>
        onChange({ ...step, events: EVENT_KIND_NAMES.filter((kind) => chosen.includes(kind)) })
      }
    />
    {step.events.some((kind) => kind.startsWith('mail.')) ? (
      <Checkbox
        label="Only emails of this journey count"
        helpText="A click in another email of your store does not end the wait."
        checked={step.ownEmails === true}
        onChange={(isChecked) => {
          const { ownEmails: _known, ...rest } = step;
          onChange(isChecked ? { ...rest, ownEmails: true } : rest);
        }}
      />
    ) : null}
    <DurationField
      label="Wait at most"
      ms={step.maxMs}
      helpText="People for whom it has not happened by then take the path “Not in time”."
      onChange={(maxMs) => onChange({ ...step, maxMs })}
    />
  </BlockStack>
);

/** The events that a person can be waited for, and those that are chosen already. */
function eventChoices(chosen: readonly string[]): { value: string; label: string }[] {
  return EVENT_KIND_NAMES.filter(
    (kind) => eventKindOf(kind).inJourneys?.state !== undefined || chosen.includes(kind),
  ).map((kind) => ({ value: kind, label: sentenceCase(eventStateWords(kind)) }));
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
