import { ChoiceList, FormLayout, Select } from '@shopify/polaris';
import type { EventKind } from '#app/events/event.ts';
import { EVENT_KIND_NAMES } from '#app/events/kinds/registry.ts';
import { eventActionWords } from '#app/journeys/steps/event-words.ts';
import {
  EventTriggerContent,
  startsJourneys,
  SUBJECT_EVENTS,
  type EventTrigger,
} from '#app/journeys/triggers/event.ts';
import type { TriggerForm } from '../trigger-form.ts';
import { EventFilterFields } from './event-filter-fields.tsx';

const SUBJECTS = [
  { label: 'The person', value: 'person' },
  { label: 'The cart', value: 'basket' },
  { label: 'The order', value: 'order' },
];

const EXCEPT = [
  { label: 'Goods taken along from a point of sale', value: 'till' },
  { label: 'Renewals of subscriptions', value: 'renewal' },
  { label: 'Free replacements', value: 'replacement' },
];

/** What happens, what the journey is about then, and what the event has to be about. */
export const eventForm: TriggerForm<EventTrigger> = ({ trigger, context, onChange }) => {
  const kinds = kindsFor(trigger.subject);
  const events: EventKind[] = trigger.events;
  const change = (changed: object) => {
    const read = EventTriggerContent.safeParse({ ...trigger, ...changed });
    if (read.success) onChange(read.data);
  };
  return (
    <FormLayout>
      <Select
        label="The journey is about"
        options={SUBJECTS}
        value={trigger.subject}
        onChange={(subject) => {
          const read = EventTriggerContent.safeParse({ subject, events: [] });
          if (read.success) onChange(read.data);
        }}
      />
      <ChoiceList
        title="Starts when a person"
        allowMultiple
        choices={kinds.map((kind) => ({ label: eventActionWords(kind), value: kind }))}
        selected={events}
        onChange={(selected) => change({ events: selected })}
        error={events.length === 0 ? 'Choose what starts it.' : undefined}
      />
      {trigger.subject === 'basket' ? (
        <ChoiceList
          title="People with several carts"
          choices={[
            { label: 'One run for all carts of a person, about the newest', value: 'person' },
            { label: 'One run for each cart', value: 'cart' },
          ]}
          selected={[trigger.onePer ?? 'cart']}
          onChange={([per]) => change({ onePer: per === 'person' ? 'person' : undefined })}
        />
      ) : null}
      {trigger.subject === 'order' ? (
        <ChoiceList
          title="Not for"
          allowMultiple
          choices={EXCEPT}
          selected={trigger.except ?? []}
          onChange={(except) => change({ except: except.length === 0 ? undefined : except })}
        />
      ) : null}
      <EventFilterFields
        events={events}
        filter={trigger.where ?? {}}
        context={context}
        onChange={(where) => change({ where })}
      />
    </FormLayout>
  );
};

/** The kinds of events that a journey about something can start with. */
function kindsFor(subject: EventTrigger['subject']): EventKind[] {
  const possible: readonly EventKind[] =
    subject === 'person' ? EVENT_KIND_NAMES : SUBJECT_EVENTS[subject];
  return possible.filter(startsJourneys);
}
