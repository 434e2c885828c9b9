import { expect, test } from 'vitest';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { postPurchase } from '#app/journeys/gallery/post-purchase.ts';
import { DAY } from '#app/lib/duration.ts';
import { PLAIN_EMAIL } from '#tests/fixtures/replayed-story.ts';
import { neededEvents } from './needed-events.ts';
import { replayNotes } from './replay-notes.ts';

const FROM = Date.UTC(2026, 10, 1);

test('a journey about carts reads no visits and no profiles', () => {
  const { kinds, profiles, from, triggers } = neededEvents(abandonedCart, new Map(), FROM);
  expect(kinds).toContain('checkout.deleted');
  expect(kinds).not.toContain('page.viewed');
  expect({ profiles, from }).toEqual({ profiles: false, from: FROM - 30 * DAY });
  expect(triggers).toEqual(['cart.changed', 'checkout.changed']);
});

test('a journey that asks for a review reads what was asked before', () => {
  const review = { ...PLAIN_EMAIL, shows: 'sent' as const };
  const { kinds, from } = neededEvents(postPurchase, new Map([['review-request', review]]), FROM);
  expect(kinds).toEqual(expect.arrayContaining(['mail.sent', 'review.submitted']));
  expect(from).toBe(FROM - 180 * DAY);
});

test('a journey with a condition reads everything, and says what is answered as of today', () => {
  const journey = {
    ...abandonedCart,
    entry: { field: 'tags' as const, is: 'has_any' as const, values: ['VIP'] },
    exitConditions: [{ segment: 'vips', kind: 'entered' as const }],
  };
  expect(neededEvents(journey, new Map(), FROM)).toMatchObject({ kinds: null, profiles: true });
  const segments = [{ key: 'vips', createdAt: FROM + DAY }];
  expect(replayNotes(journey, segments, FROM).map(({ code }) => code)).toEqual([
    'as_of_today',
    'segment_since',
    'stock_as_of_today',
  ]);
});
