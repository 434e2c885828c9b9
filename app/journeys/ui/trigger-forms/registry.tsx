import type { ReactNode } from 'react';
import {
  triggerKindOf,
  type Trigger,
  type TriggerKind,
  type TriggerOfKind,
} from '#app/journeys/triggers/registry.ts';
import type { TriggerForm, TriggerFormContext } from '../trigger-form.ts';
import { applicationForm } from './application-form.tsx';
import { dateForm } from './date-form.tsx';
import { eventForm } from './event-form.tsx';
import { manualForm } from './manual-form.tsx';
import { scoreForm } from './score-form.tsx';
import { segmentForm } from './segment-form.tsx';

/** The form of every kind of trigger. */
const triggerForms: { [K in TriggerKind]: TriggerForm<TriggerOfKind<K>> } = {
  event: eventForm,
  segment: segmentForm,
  score: scoreForm,
  date: dateForm,
  application: applicationForm,
  manual: manualForm,
};

/** The form of a trigger, by its kind. */
export function formOfTrigger(
  trigger: Trigger,
  context: TriggerFormContext,
  onChange: (trigger: Trigger) => void,
): ReactNode {
  // TypeScript does not follow that the form under a trigger's kind is the one for that trigger.
  const form = triggerForms[
    triggerKindOf(trigger) as TriggerKind
  ] as unknown as TriggerForm<Trigger>;
  return form({ trigger, context, onChange });
}
