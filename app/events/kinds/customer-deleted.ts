import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

export const customerDeletedEvent = defineEventKind({
  schema: z.object({}),
  origin: 'the customer record',
  effect: 'customer_deletion',
  timeline: {
    group: 'details',
    entry: () => eventEntry('person', 'The customer was deleted in Shopify'),
  },
});
