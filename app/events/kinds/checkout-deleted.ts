import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

export const checkoutDeletedEvent = defineEventKind({
  schema: z.object({ token: z.string().nullable(), cartToken: z.string().nullable() }),
  origin: 'a checkout',
  timeline: { group: 'carts', entry: () => eventEntry('cart', 'The checkout was deleted') },
});
