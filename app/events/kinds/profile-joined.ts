import { z } from 'zod';
import { token } from '#app/events/payloads/payload-values.ts';
import { defineEventKind, eventEntry } from './event-kind.ts';

/** A staff member says that the identifiers are one person's. */
export const profileJoinedEvent = defineEventKind({
  schema: z.object({ by: token }),
  origin: 'staff',
  joins: 'Merged by staff',
  timeline: { group: 'details', entry: () => eventEntry('person', 'Profiles merged') },
  own: {},
});
