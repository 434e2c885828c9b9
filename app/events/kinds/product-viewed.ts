import { z } from 'zod';
import { shopifyId } from '#app/events/payloads/payload-values.ts';
import { defineEventKind, eventEntry } from './event-kind.ts';
import { productTitleOf } from './product-title.ts';

export const productViewedEvent = defineEventKind({
  schema: z.object({ productId: shopifyId }),
  origin: 'a visit',
  isActivity: true,
  isBrowsing: true,
  signal: () => 'product_viewed',
  effect: 'product_view',
  timeline: {
    group: 'visits',
    entry: (stored, words) =>
      eventEntry('visit', 'Looked at a product', productTitleOf(stored, words)),
  },
  counted: {
    channel: 'Storefront',
    words: { one: 'product looked at', many: 'products looked at' },
  },
  inJourneys: { action: 'looks at a product', state: 'a product is looked at' },
  own: { isFromBrowser: true },
});
