import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

export const cartViewedEvent = defineEventKind({
  schema: z.object({}),
  origin: 'a cart',
  isActivity: true,
  isBrowsing: true,
  timeline: { group: 'carts', entry: () => eventEntry('cart', 'Looked at the cart') },
  inJourneys: { action: 'looks at the cart', state: 'the cart is looked at' },
});
