import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

/** Paid with test money: no purchase, but what it came from is not left behind. */
export const orderTestedEvent = defineEventKind({
  schema: z.object({
    name: z.string(),
    orderId: z.string(),
    cartToken: z.string().nullable(),
    checkoutToken: z.string().nullable(),
  }),
  origin: 'an order',
  effect: 'test_order',
  timeline: {
    group: 'orders',
    entry: ({ name = '' }) =>
      eventEntry('order', `Placed test order ${name}`.trim(), 'Not counted'),
  },
});
