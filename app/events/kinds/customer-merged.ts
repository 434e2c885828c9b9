import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

export const customerMergedEvent = defineEventKind({
  schema: z.object({ keptId: z.string(), deletedId: z.string() }),
  origin: 'the customer record',
  joins: 'Shopify merged the two customers',
  effect: 'customer_merge',
  timeline: {
    group: 'details',
    entry: () => eventEntry('person', 'Two customers were merged in Shopify'),
  },
});
