import { FormLayout, Select } from '@shopify/polaris';
import {
  TRIGGER_KINDS,
  triggerHandlerNamed,
  triggerKindOf,
  type Trigger,
} from '#app/journeys/triggers/registry.ts';
import type { TriggerFormContext } from './trigger-form.ts';
import { formOfTrigger } from './trigger-forms/registry.tsx';

export type TriggerFieldsProps = {
  trigger: Trigger;
  context: TriggerFormContext;
  onChange: (trigger: Trigger) => void;
};

/** What starts a journey: which kind of thing, and its own form. */
export function TriggerFields({ trigger, context, onChange }: TriggerFieldsProps) {
  return (
    <FormLayout>
      <Select
        label="What starts the journey"
        options={TRIGGER_KINDS.map((kind) => ({
          label: triggerHandlerNamed(kind).label,
          value: kind,
        }))}
        value={triggerKindOf(trigger)}
        onChange={(value) => {
          const kind = TRIGGER_KINDS.find((one) => one === value);
          if (kind) onChange(triggerHandlerNamed(kind).blank);
        }}
      />
      {formOfTrigger(trigger, context, onChange)}
    </FormLayout>
  );
}
