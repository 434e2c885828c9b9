import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

/** The pixel sends it beside a page view, which counts. */
export const collectionViewedEvent = defineEventKind({
  schema: z.object({ collectionId: z.string() }),
  origin: 'a visit',
  isActivity: true,
  isBrowsing: true,
  timeline: { group: 'visits', entry: () => eventEntry('visit', 'Looked at a collection') },
  counted: {
    channel: 'Storefront',
    words: { one: 'collection looked at', many: 'collections looked at' },
  },
  inJourneys: { action: 'looks at a collection', state: 'a collection is looked at' },
});
