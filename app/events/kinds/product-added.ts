import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';
import { productTitleOf } from './product-title.ts';

/** The pixel sends it beside a webhook of the cart, which counts. */
export const productAddedEvent = defineEventKind({
  schema: z.object({ productId: z.string(), quantity: z.number() }),
  origin: 'a visit',
  isActivity: true,
  effect: 'product_in_cart',
  timeline: {
    group: 'visits',
    entry: (stored, words) =>
      eventEntry('cart', 'Put a product into the cart', productTitleOf(stored, words)),
  },
  inJourneys: { action: 'puts a product into the cart', state: 'a product is put into the cart' },
});
