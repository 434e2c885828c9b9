import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

/** `page` is a path of the shop without its query, which may hold anything. */
export const pageViewedEvent = defineEventKind({
  schema: z.object({ page: z.string().max(2_048) }),
  origin: 'a visit',
  isActivity: true,
  isBrowsing: true,
  signal: () => 'page_viewed',
  timeline: {
    group: 'visits',
    entry: ({ page }) => eventEntry('visit', 'Looked at a page', page ?? null),
  },
  counted: { channel: 'Storefront', words: { one: 'page', many: 'pages' } },
  inJourneys: { action: 'looks at a page', state: 'a page is looked at' },
  own: { isFromBrowser: true },
});
