import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

/** `query` is null when it looked like personal data. */
export const searchSubmittedEvent = defineEventKind({
  schema: z.object({ query: z.string().nullable() }),
  origin: 'a search',
  isActivity: true,
  isBrowsing: true,
  signal: () => 'searched',
  timeline: {
    group: 'visits',
    entry: ({ query }) => eventEntry('visit', 'Searched the shop', query ?? null),
  },
  counted: { channel: 'Storefront', words: { one: 'search', many: 'searches' } },
  inJourneys: { action: 'searches the shop', state: 'the shop is searched' },
});
