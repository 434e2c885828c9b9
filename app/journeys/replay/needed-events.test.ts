import { expect, test } from 'vitest';
import type { Journey } from '#app/journeys/definition.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { postPurchase } from '#app/journeys/gallery/post-purchase.ts';
import { DAY } from '#app/lib/duration.ts';
import { USUAL_LIMITS } from '#app/messages/planner/message-limits.ts';
import { PLAIN_EMAIL } from '#tests/fixtures/replayed-story.ts';
import { neededEvents } from './needed-events.ts';
import { replayNotes } from './replay-notes.ts';

const FROM = Date.UTC(2026, 10, 1);

test('a journey about carts reads no visits and no profiles', () => {
  const { kinds, profiles, from, past } = neededEvents(
    abandonedCart,
    new Map(),
    FROM,
    USUAL_LIMITS,
  );
  expect(kinds).toContain('checkout.deleted');
  expect(kinds).not.toContain('page.viewed');
  expect({ profiles, from }).toEqual({ profiles: false, from: FROM - 30 * DAY });
  expect(past).toMatchObject({ by: 'events', kinds: ['cart.changed', 'checkout.changed'] });
});

test('a journey that asks for a review reads what was asked before', () => {
  const review = { ...PLAIN_EMAIL, shows: 'sent' as const };
  const { kinds, from } = neededEvents(
    postPurchase,
    new Map([['review-request', review]]),
    FROM,
    USUAL_LIMITS,
  );
  expect(kinds).toEqual(expect.arrayContaining(['mail.sent', 'review.submitted']));
  expect(from).toBe(FROM - 180 * DAY);
});

test('a journey with a condition reads everything, and says what is answered as of today', () => {
  const journey = {
    ...abandonedCart,
    entry: { field: 'tags' as const, is: 'has_any' as const, values: ['VIP'] },
    exitConditions: [{ segment: 'vips', kind: 'entered' as const }],
  };
  expect(neededEvents(journey, new Map(), FROM, USUAL_LIMITS)).toMatchObject({
    kinds: null,
    profiles: true,
  });
  const segments = [{ key: 'vips', createdAt: FROM + DAY }];
  expect(replayNotes(journey, segments, FROM, USUAL_LIMITS).map(({ code }) => code)).toEqual([
    'as_of_today',
    'segment_since',
    'stock_as_of_today',
    'deals_as_of_today',
  ]);
});

test('marketing reads tickets, and all activity where a person may have been silent for long', () => {
  const kindsOf = (journey: Journey, limits = USUAL_LIMITS) =>
    neededEvents(journey, new Map(), FROM, limits);
  expect(kindsOf(abandonedCart).kinds).toContain('support.ticket_opened');
  const unpaused = { ...USUAL_LIMITS, pausesForTicket: false };
  expect(kindsOf(abandonedCart, unpaused).kinds).not.toContain('support.ticket_opened');
  const trigger = { segment: 'lapsing', kind: 'entered' as const };
  const winBack: Journey = { ...abandonedCart, trigger };
  expect(kindsOf(winBack)).toMatchObject({ planning: true, from: FROM - 120 * DAY });
  expect(kindsOf(winBack).kinds).toContain('page.viewed');
  const alike = { ...USUAL_LIMITS, followsEngagement: false };
  expect(kindsOf(winBack, alike).kinds).not.toContain('page.viewed');
});
