import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

export const customerChangedEvent = defineEventKind({
  schema: z.object({}),
  origin: 'the customer record',
  timeline: {
    group: 'details',
    entry: () => eventEntry('person', 'Customer details came from Shopify'),
  },
});
