import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';
import { storedMoney } from './stored-values.ts';

/** `refund` is in the shop's currency; where it says no rate, in the shopper's. */
export const orderRefundedEvent = defineEventKind({
  schema: z.object({
    orderId: z.string(),
    refund: storedMoney,
    isUnconverted: z.literal(true).optional(),
  }),
  origin: 'an order',
  signal: () => 'refunded',
  effect: 'refund',
  timeline: {
    group: 'orders',
    entry: ({ refund }, { money }) =>
      eventEntry('order', 'Money was refunded', refund ? money(refund) : null),
  },
  inJourneys: { action: 'has an order refunded', state: 'the order is refunded' },
});
