import { z } from 'zod';
import { shopifyId } from '#app/events/payloads/payload-values.ts';
import { defineEventKind, eventEntry } from './event-kind.ts';
import { productTitleOf } from './product-title.ts';

/** A product that the person was interested in costs less than before. The app finds out; the person does nothing. */
export const productReducedEvent = defineEventKind({
  schema: z.object({
    productId: shopifyId,
    /** The variant that costs less. */
    variantId: shopifyId,
    /** Its prices, in the smallest unit of the currency. */
    fromMinor: z.number().int().min(0),
    toMinor: z.number().int().min(0),
    currency: z.string().length(3),
  }),
  origin: 'a visit',
  timeline: {
    group: 'details',
    entry: (stored, words) =>
      eventEntry('cart', 'A product they wanted costs less', productTitleOf(stored, words)),
  },
  inJourneys: {
    action: 'wants a product whose price went down',
    state: 'the price of a product they wanted goes down',
  },
  own: {},
});
