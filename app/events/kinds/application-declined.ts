import { defineEventKind, eventEntry } from './event-kind.ts';
import { applicationSchema } from './subject-schemas.ts';

export const applicationDeclinedEvent = defineEventKind({
  schema: applicationSchema,
  origin: 'a wholesale application',
  timeline: {
    group: 'details',
    entry: () => eventEntry('wholesale', 'The wholesale application was declined'),
  },
  inJourneys: { action: 'is declined for wholesale', state: 'the application is declined' },
  own: {},
});
