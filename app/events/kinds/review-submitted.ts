import { z } from 'zod';
import { formatCount } from '#app/lib/format/count.ts';
import { defineEventKind, eventEntry } from './event-kind.ts';
import { productTitleOf } from './product-title.ts';

export const reviewSubmittedEvent = defineEventKind({
  schema: z.object({ rating: z.number(), productId: z.string().nullable() }),
  origin: 'a review',
  isActivity: true,
  // Four and five stars are praise, one and two are not; three say neither.
  signal({ rating }) {
    if (rating >= 4) return 'reviewed_well';
    return rating <= 2 ? 'reviewed_badly' : null;
  },
  effect: 'review',
  timeline: {
    group: 'orders',
    entry(stored, words) {
      const { rating } = stored;
      const stars =
        rating === undefined ? null : formatCount(rating, { one: 'star', many: 'stars' });
      const parts = [stars, productTitleOf(stored, words)].filter((part) => part !== null);
      return eventEntry('order', 'Wrote a review', parts.join(', ') || null);
    },
  },
  counted: { channel: 'Reviews', words: { one: 'review', many: 'reviews' } },
  inJourneys: { action: 'writes a review', state: 'a review is written' },
});
