import { defineEventKind, eventEntry } from './event-kind.ts';
import { orderIdSchema } from './stored-values.ts';

/** The order is gone from Shopify, for ever: it counts no more, whatever else is received of it. */
export const orderDeletedEvent = defineEventKind({
  schema: orderIdSchema,
  origin: 'an order',
  effect: 'order_deletion',
  timeline: {
    group: 'orders',
    entry: () => eventEntry('order', 'An order was deleted in Shopify'),
  },
});
