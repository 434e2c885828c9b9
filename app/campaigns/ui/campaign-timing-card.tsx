import { ChoiceList, FormLayout, Select, TextField } from '@shopify/polaris';
import { PlainCard } from '#app/ui/plain-card.tsx';
import type { CampaignEditor } from './use-campaign-editor.ts';

const TIMINGS = [
  {
    label: 'Now',
    value: 'now' as const,
    helpText: 'Sending begins a minute after you choose Send now. Until then you can undo it.',
  },
  { label: 'At a time of your store', value: 'shop' as const },
  {
    label: 'At a time in each person’s zone',
    value: 'person' as const,
    helpText: 'Sending takes up to 26 hours, as the time comes around the world.',
  },
];
const LATE = [
  { label: 'A day later, at the same time', value: 'next_day' },
  { label: 'At once', value: 'at_once' },
];
const PRIORITIES = [
  { label: '5 (goes first)', value: '5' },
  { label: '4', value: '4' },
  { label: '3 (as most journeys)', value: '3' },
  { label: '2', value: '2' },
  { label: '1 (goes last)', value: '1' },
];

export type CampaignTimingCardProps = { editor: CampaignEditor; timeZone: string };

/** When and how fast a campaign is sent. */
export function CampaignTimingCard({ editor, timeZone }: CampaignTimingCardProps) {
  const { form, errors, change } = editor;
  return (
    <PlainCard title="Timing">
      <FormLayout>
        <ChoiceList
          title="Send"
          choices={TIMINGS}
          selected={[form.timing]}
          onChange={([timing]) => {
            const chosen = TIMINGS.find(({ value }) => value === timing);
            if (chosen) change({ timing: chosen.value });
          }}
        />
        {form.timing === 'now' ? null : (
          <FormLayout.Group>
            <TextField
              label="Day"
              type="date"
              autoComplete="off"
              value={form.day}
              error={errors.day}
              onChange={(day) => change({ day })}
            />
            <TextField
              label="Time"
              type="time"
              autoComplete="off"
              value={form.time}
              error={errors.time}
              helpText={form.timing === 'shop' ? timeZone : 'On the clock of each person.'}
              onChange={(time) => change({ time: time.slice(0, 5) })}
            />
          </FormLayout.Group>
        )}
        {form.timing === 'person' ? (
          <Select
            label="People whose clock is past that time when sending begins"
            options={LATE}
            value={form.late}
            onChange={(late) => change({ late: late === 'at_once' ? 'at_once' : 'next_day' })}
          />
        ) : null}
        <FormLayout.Group>
          <TextField
            label="Emails a minute, at most"
            inputMode="numeric"
            autoComplete="off"
            value={form.perMinute}
            error={errors.perMinute}
            helpText="Spreads visits to your store, and mail servers trust you more."
            onChange={(perMinute) => change({ perMinute })}
          />
          <TextField
            label="Worth sending for"
            suffix="hours"
            inputMode="numeric"
            autoComplete="off"
            value={form.relevantHours}
            error={errors.relevantHours}
            helpText="Who can’t get it by then, because of message limits, does not get it."
            onChange={(relevantHours) => change({ relevantHours })}
          />
        </FormLayout.Group>
        <Select
          label="Priority"
          options={PRIORITIES}
          value={form.priority}
          helpText="Of several messages for one person the higher goes first."
          onChange={(priority) => change({ priority })}
        />
      </FormLayout>
    </PlainCard>
  );
}
