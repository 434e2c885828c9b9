import { z } from 'zod';
import { defineEventKind } from './event-kind.ts';
import { cartEntry, storedCart, withStoredLines } from './cart-values.ts';

/** It counts as a signal once, at its birth, so that is counted where its fact is first seen. */
export const checkoutChangedEvent = defineEventKind({
  schema: z.object({ cart: storedCart }),
  origin: 'a checkout',
  isActivity: true,
  effect: 'cart',
  stored: withStoredLines,
  timeline: {
    group: 'carts',
    entry: ({ cart }, words) =>
      cartEntry('Was in the checkout', 'Emptied the checkout', cart, words),
  },
  inJourneys: { action: 'changes a checkout' },
});
