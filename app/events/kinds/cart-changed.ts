import { z } from 'zod';
import { defineEventKind } from './event-kind.ts';
import { cartEntry, storedCart, withStoredLines } from './cart-values.ts';

export const cartChangedEvent = defineEventKind({
  schema: z.object({ cart: storedCart }),
  origin: 'a cart',
  isActivity: true,
  signal: ({ cart }) => (cart.quantity > 0 ? 'cart_changed' : null),
  effect: 'cart',
  stored: withStoredLines,
  timeline: {
    group: 'carts',
    entry: ({ cart }, words) => cartEntry('Changed the cart', 'Emptied the cart', cart, words),
  },
  inJourneys: { action: 'changes a cart' },
});
