import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

/** Two or more identifiers turned out to be of one person; nothing else happened. */
export const visitorIdentifiedEvent = defineEventKind({
  schema: z.object({}),
  origin: 'a visit',
  isBrowsing: true,
  timeline: {
    group: 'visits',
    entry: () => eventEntry('visit', 'Was recognised in the storefront'),
  },
  own: { isFromBrowser: true },
});
