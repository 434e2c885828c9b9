import { FormLayout, Select, TextField } from '@shopify/polaris';
import type { Journey } from '#app/journeys/definition.ts';
import { reentryOf, reentryWords } from '#app/journeys/reentry.ts';
import type { ReentryPolicy, RunsPer } from '#app/journeys/reentry-policy.ts';
import { triggerHandlerOf } from '#app/journeys/triggers/registry.ts';

export type ReentryFieldsProps = {
  journey: Pick<Journey, 'trigger' | 'reentry'>;
  onChange: (reentry: ReentryPolicy) => void;
};

/** How many runs a person may be on at a time, where there is one for each event. */
const USUAL_AT_ONCE = 3;

/** Each way to enter again that the trigger allows, as it is first chosen. */
const POLICIES: Record<RunsPer, readonly ReentryPolicy[]> = {
  cart: [{ per: 'cart' }],
  order: [{ per: 'order' }],
  event: [{ per: 'event', atOnce: USUAL_AT_ONCE }],
  person: [
    { per: 'person', again: 'always' },
    { per: 'person', again: 'never' },
    { per: 'person', again: 'after', days: 30, since: 'end' },
  ],
};

/** Who may enter a journey again, and when. */
export function ReentryFields({ journey, onChange }: ReentryFieldsProps) {
  const { trigger } = journey;
  const policy = reentryOf(journey);
  const offered = triggerHandlerOf(trigger)
    .per(trigger)
    .flatMap((per) => POLICIES[per]);
  return (
    <FormLayout>
      <Select
        label="Who may enter again"
        options={offered.map((one) => ({ label: labelOf(one), value: nameOf(one) }))}
        value={nameOf(policy)}
        onChange={(name) => {
          const chosen = offered.find((one) => nameOf(one) === name);
          if (chosen) onChange(chosen);
        }}
        helpText={reentryWords(policy)}
      />
      {policy.per === 'event' ? (
        <TextField
          label="Runs of one person at a time, at most"
          type="number"
          min={1}
          max={50}
          autoComplete="off"
          value={String(policy.atOnce)}
          onChange={(text) => onChange({ ...policy, atOnce: wholeIn(text, 50) })}
        />
      ) : null}
      {policy.per === 'person' && policy.again === 'after' ? (
        <>
          <TextField
            label="Days"
            type="number"
            min={1}
            max={3_650}
            autoComplete="off"
            value={String(policy.days)}
            onChange={(text) => onChange({ ...policy, days: wholeIn(text, 3_650) })}
          />
          <Select
            label="Counted from"
            options={[
              { label: 'When they left it', value: 'end' },
              { label: 'When they entered it', value: 'entry' },
            ]}
            value={policy.since}
            onChange={(since) =>
              onChange({ ...policy, since: since === 'entry' ? 'entry' : 'end' })
            }
          />
        </>
      ) : null}
    </FormLayout>
  );
}

function nameOf(policy: ReentryPolicy): string {
  return policy.per === 'person' ? policy.again : policy.per;
}

function labelOf(policy: ReentryPolicy): string {
  if (policy.per !== 'person') return `One run for each ${policy.per}`;
  switch (policy.again) {
    case 'always':
      return 'Every time, one run at a time';
    case 'never':
      return 'Only once';
    case 'after':
      return 'Again after some days';
  }
}

/** A whole number as it was typed, from 1 up to a limit. */
function wholeIn(text: string, most: number): number {
  const number = Math.floor(Number(text));
  return Number.isFinite(number) ? Math.min(most, Math.max(1, number)) : 1;
}
