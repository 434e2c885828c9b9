import { FormLayout, Select, TextField } from '@shopify/polaris';
import { dateTrigger, type DateTrigger } from '#app/journeys/triggers/date.ts';
import { isTimeField, TIME_FIELDS } from '#app/segments/fields/time-fields.ts';
import type { TriggerForm } from '../trigger-form.ts';

const DIRECTIONS = [
  { label: 'After', value: 'after' },
  { label: 'Before', value: 'before' },
];

const FIELDS = Object.entries(TIME_FIELDS).map(([value, { words }]) => ({ label: words, value }));

/** How many days before or after which moment of the person. */
export const dateForm: TriggerForm<DateTrigger> = ({ trigger, onChange }) => (
  <FormLayout>
    <TextField
      label="Days"
      type="number"
      min={1}
      max={1_000}
      autoComplete="off"
      value={String(trigger.days)}
      onChange={(text) => onChange({ ...trigger, days: daysIn(text) })}
      error={trigger.days === 0 ? 'Set how many days, from 1 to 1,000.' : undefined}
    />
    <Select
      label="Before or after"
      options={DIRECTIONS}
      value={trigger.direction}
      onChange={(to) => onChange({ ...trigger, direction: to === 'before' ? 'before' : 'after' })}
    />
    <Select
      label="Date"
      options={FIELDS}
      value={trigger.field}
      onChange={(field) => {
        if (isTimeField(field)) onChange({ ...trigger, field });
      }}
      error={trigger.days === 0 ? undefined : dateTrigger.problems?.(trigger)[0]}
    />
  </FormLayout>
);

/** A number of days as it was typed; 0 for what is none. */
function daysIn(text: string): number {
  const days = Math.floor(Number(text));
  return Number.isFinite(days) && days > 0 ? Math.min(days, 1_000) : 0;
}
