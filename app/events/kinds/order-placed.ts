import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

/** The order exists. Every order topic says so, always under the same id. */
export const orderPlacedEvent = defineEventKind({
  schema: z.object({
    orderId: z.string(),
    name: z.string(),
    isFree: z.literal(true).optional(),
    test: z.literal(true).optional(),
    source: z.string().optional(),
    isCollected: z.literal(true).optional(),
    /** The discount codes it was placed with, and what each took off in the shop's currency; null where it is not known. */
    codes: z.array(z.object({ code: z.string(), minor: z.number().nullable() })).optional(),
  }),
  origin: 'an order',
  isActivity: true,
  // Beside it stands the state of the order.
  hasTraitsOfAnother: true,
  signal: () => 'order_placed',
  timeline: {
    group: 'orders',
    entry: ({ name = '', test }) =>
      eventEntry('order', `Placed ${test === true ? 'test ' : ''}order ${name}`.trim()),
  },
  inJourneys: { action: 'places an order', state: 'an order is placed' },
});
