import { z } from 'zod';
import type { EventKind } from '#app/events/event.ts';
import { stagesOfEvent } from '#app/journeys/coverage/stages-of-trigger.ts';
import { EVERY_TIME, type TriggerHandler } from './trigger-handler.ts';

/** What may become of a wholesale application. */
export const APPLICATION_CHANGES = ['received', 'approved', 'declined'] as const;

const ApplicationTrigger = z.strictObject({
  on: z.literal('application'),
  status: z.enum(APPLICATION_CHANGES),
});

/** Starts when a person applies for a wholesale account, or when that is decided; the run is about the application. */
export type ApplicationTrigger = z.infer<typeof ApplicationTrigger>;

const EVENTS: Record<ApplicationTrigger['status'], EventKind> = {
  received: 'application.submitted',
  approved: 'application.approved',
  declined: 'application.declined',
};

/** The status of a wholesale application. */
export const applicationTrigger: TriggerHandler<ApplicationTrigger> = {
  label: 'Wholesale application',
  blank: { on: 'application', status: 'received' },
  schema: ApplicationTrigger,
  words: ({ status }) => `Starts when the wholesale application of a person is ${status}`,
  stages: ({ status }) => stagesOfEvent(EVENTS[status]),
  subject: () => 'application',
  per: () => ['person', 'event'],
  reentry: () => EVERY_TIME,
  past: ({ status }) => ({ by: 'events', kinds: [EVENTS[status]], readsProfile: false }),
  onEvent({ status }, event) {
    if (!('applicationId' in event) || event.kind !== EVENTS[status]) return null;
    const { applicationId } = event;
    const key = `application:${applicationId}:${status}`;
    return {
      context: { subject: 'application', applicationId },
      keys: { person: key, event: key },
    };
  },
};
