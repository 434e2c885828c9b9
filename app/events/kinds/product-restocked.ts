import { z } from 'zod';
import { shopifyId } from '#app/events/payloads/payload-values.ts';
import { defineEventKind, eventEntry } from './event-kind.ts';
import { productTitleOf } from './product-title.ts';

/** A product that the person was interested in can be bought again. The app finds out; the person does nothing. */
export const productRestockedEvent = defineEventKind({
  schema: z.object({ productId: shopifyId }),
  origin: 'a visit',
  timeline: {
    group: 'details',
    entry: (stored, words) =>
      eventEntry('cart', 'A product they wanted is back in stock', productTitleOf(stored, words)),
  },
  inJourneys: {
    action: 'wants a product that is back in stock',
    state: 'a product they wanted is back in stock',
  },
  own: {},
});
