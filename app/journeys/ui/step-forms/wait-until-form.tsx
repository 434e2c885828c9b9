import { BlockStack, Checkbox, ChoiceList, Select, TextField } from '@shopify/polaris';
import { isTimeOfDay } from '#app/lib/local-moment.ts';
import { isDay } from '#app/lib/shop-day.ts';
import { monthDayWords, WEEKDAY_NAMES, type Until } from '#app/journeys/steps/until.ts';
import type { WaitUntilStep } from '#app/journeys/steps/wait-until.ts';
import type { StepForm } from '#app/journeys/ui/step-form.ts';

/** Until when the step waits, and by whose clocks. */
export const waitUntilForm: StepForm<WaitUntilStep> = ({ step, onChange }) => {
  const { until } = step;
  const change = (next: Until) => onChange({ ...step, until: next });
  return (
    <BlockStack gap="400">
      <Select
        label="Wait until"
        options={[
          { value: 'time_of_day', label: 'A time of day' },
          { value: 'date', label: 'A date' },
          { value: 'day_of_month', label: 'A day of the month' },
          { value: 'usual_order', label: 'The next order as usual for the person' },
        ]}
        value={until.by}
        onChange={(by) => change(untilBy(by, until.time))}
      />
      <UntilFields until={until} onChange={change} />
      <TextField
        label="Time"
        type="time"
        autoComplete="off"
        value={until.time}
        error={isTimeOfDay(until.time) ? undefined : 'Choose the time of day.'}
        onChange={(time) => change({ ...until, time: time.slice(0, 5) })}
      />
      <ChoiceList
        title="Time zone"
        choices={[
          {
            value: 'person',
            label: "The person's",
            helpText: "From their address; the store's where it is not known.",
          },
          { value: 'shop', label: "The store's" },
        ]}
        selected={[step.zone]}
        onChange={([zone]) => onChange({ ...step, zone: zone === 'shop' ? 'shop' : 'person' })}
      />
    </BlockStack>
  );
};

type UntilFieldsProps = { until: Until; onChange: (until: Until) => void };

function UntilFields({ until, onChange }: UntilFieldsProps) {
  switch (until.by) {
    case 'time_of_day':
      return (
        <ChoiceList
          allowMultiple
          title="On (no choice: any day)"
          choices={WEEKDAY_NAMES.map((label, index) => ({ value: String(index + 1), label }))}
          selected={until.weekdays.map(String)}
          onChange={(days) => onChange({ ...until, weekdays: days.map(Number).sort() })}
        />
      );
    case 'date':
      return (
        <TextField
          label="Date"
          type="date"
          autoComplete="off"
          value={until.date}
          error={isDay(until.date) ? undefined : 'Choose the date.'}
          helpText="People who come here after it go on at once."
          onChange={(date) => onChange({ ...until, date: date.slice(0, 10) })}
        />
      );
    case 'day_of_month':
      return (
        <BlockStack gap="200">
          <Select
            label="Day"
            options={Array.from({ length: 31 }, (_, index) => ({
              value: String(index + 1),
              label: sentenceCase(monthDayWords(index + 1)),
            }))}
            value={String(until.day)}
            helpText="In a shorter month its last day."
            onChange={(day) => onChange({ ...until, day: Number(day) })}
          />
          <Checkbox
            label="The Friday before, when it is a Saturday or Sunday"
            checked={until.beforeWeekend}
            onChange={(beforeWeekend) => onChange({ ...until, beforeWeekend })}
          />
        </BlockStack>
      );
    case 'usual_order':
      return (
        <BlockStack gap="200">
          <TextField
            label="Days before it"
            type="number"
            min={0}
            max={90}
            autoComplete="off"
            value={String(until.daysBefore)}
            helpText="Counted by the days between the person's own orders, of three or more."
            onChange={(days) => onChange({ ...until, daysBefore: daysIn(days, 0, 90) })}
          />
          <TextField
            label="Days for people without a rhythm"
            type="number"
            min={1}
            max={365}
            autoComplete="off"
            value={String(until.otherwiseDays)}
            onChange={(days) => onChange({ ...until, otherwiseDays: daysIn(days, 1, 365) })}
          />
        </BlockStack>
      );
  }
}

function daysIn(typed: string, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(Number(typed)) || least));
}

/** The usual settings of a way to wait. */
function untilBy(by: string, time: string): Until {
  switch (by) {
    case 'date':
      return { by, date: '', time };
    case 'day_of_month':
      return { by, day: 25, time, beforeWeekend: true };
    case 'usual_order':
      return { by, daysBefore: 3, otherwiseDays: 60, time };
    default:
      return { by: 'time_of_day', time, weekdays: [] };
  }
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
