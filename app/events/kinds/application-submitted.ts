import { defineEventKind, eventEntry } from './event-kind.ts';
import { applicationSchema } from './subject-schemas.ts';

export const applicationSubmittedEvent = defineEventKind({
  schema: applicationSchema,
  origin: 'a wholesale application',
  isActivity: true,
  signal: () => 'applied',
  timeline: {
    group: 'details',
    entry: () => eventEntry('wholesale', 'Applied for a wholesale account'),
  },
  inJourneys: { action: 'applies for a wholesale account', state: 'an application is received' },
  own: {},
});
