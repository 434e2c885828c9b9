import { defineEventKind, eventEntry } from './event-kind.ts';
import { orderIdSchema } from './stored-values.ts';

/** The order was cancelled. Every order topic says so from then on, always under the same id. */
export const orderCancelledEvent = defineEventKind({
  schema: orderIdSchema,
  origin: 'an order',
  // Beside it stands the state of the order.
  hasTraitsOfAnother: true,
  signal: () => 'order_cancelled',
  timeline: { group: 'orders', entry: () => eventEntry('order', 'An order was cancelled') },
  inJourneys: { action: 'has an order cancelled', state: 'the order is cancelled' },
});
