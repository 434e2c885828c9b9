import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';
import { storedMoney } from './stored-values.ts';

/** Shopify's own count of a person's orders, which also knows those that we never received. */
export const customerSummarizedEvent = defineEventKind({
  schema: z.object({ orders: z.number(), spent: storedMoney }),
  origin: 'the customer record',
  effect: 'summary',
  timeline: { group: 'details', entry: () => eventEntry('person', 'Shopify counted the orders') },
});
