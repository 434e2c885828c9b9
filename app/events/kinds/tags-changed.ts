import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';
import { tagsDetail } from './tags-detail.ts';

/** `all` are the customer's only tags as of then; without it others may be there as well. */
export const tagsChangedEvent = defineEventKind({
  schema: z.object({
    added: z.array(z.string()),
    removed: z.array(z.string()),
    all: z.array(z.string()).optional(),
  }),
  origin: 'the customer record',
  effect: 'tags',
  timeline: {
    group: 'details',
    entry: (change) =>
      eventEntry(
        'person',
        change.all ? 'Tags read from Shopify' : 'Tags changed in Shopify',
        tagsDetail(change),
      ),
  },
});
