import { defineEventKind, eventEntry } from './event-kind.ts';
import { applicationSchema } from './subject-schemas.ts';

export const applicationApprovedEvent = defineEventKind({
  schema: applicationSchema,
  origin: 'a wholesale application',
  timeline: {
    group: 'details',
    entry: () => eventEntry('wholesale', 'The wholesale application was approved'),
  },
  inJourneys: { action: 'is approved for wholesale', state: 'the application is approved' },
  own: {},
});
