import { describe, expect, test } from 'vitest';
import { galleryNames } from '#tests/fixtures/gallery-names.ts';
import { timelineEntry, type TimelineRow } from './timeline.ts';

const words = {
  money: ({ minor, currency }: { minor: number; currency: string }) =>
    `${String(minor)} ${currency}`,
  productTitle: (id: string) => (id === '7' ? 'Trail Shoe' : null),
  names: galleryNames,
};

function timelineRow(over: Partial<TimelineRow>): TimelineRow {
  return {
    key: 'k',
    at: 1,
    source: 'event',
    what: 'page.viewed',
    reason: null,
    props: null,
    ...over,
  };
}

describe('an entry of the timeline', () => {
  const total = { minor: 2498, currency: 'GBP' };

  test.each([
    [timelineRow({ what: 'order.placed', props: { name: '#1001' } }), 'Placed order #1001', null],
    [
      timelineRow({ what: 'cart.changed', props: { cart: { quantity: 2, total } } }),
      'Changed the cart',
      '2 items, 2498 GBP',
    ],
    [
      timelineRow({ what: 'cart.changed', props: { cart: { quantity: 0, total } } }),
      'Emptied the cart',
      null,
    ],
    [
      timelineRow({ what: 'product.viewed', props: { productId: '7' } }),
      'Looked at a product',
      'Trail Shoe',
    ],
    [
      timelineRow({ what: 'product.viewed', props: { productId: '8' } }),
      'Looked at a product',
      null,
    ],
    [
      timelineRow({
        what: 'mail.clicked',
        props: { url: 'https://shop.example/1/checkouts/ac/key/recover?key=2' },
      }),
      'Clicked a link in an email',
      'Back to the cart',
    ],
    [
      timelineRow({
        what: 'consent.changed',
        props: { channel: 'email', state: 'unsubscribed', source: 'mail:page', page: null },
      }),
      'Unsubscribed from marketing email',
      'Source: unsubscribe link in an email',
    ],
    [
      timelineRow({ source: 'mail', what: 'basket-reminder-1', props: { subject: 'Still here' } }),
      'Email sent: First cart reminder',
      'Still here',
    ],
    [
      timelineRow({
        source: 'decision',
        what: 'skipped',
        reason: 'not_subscribed',
        props: { template: 'basket-reminder-1' },
      }),
      'The email “First cart reminder” was not sent',
      'Has not subscribed to marketing email',
    ],
    [
      timelineRow({
        source: 'decision',
        what: 'deferred',
        reason: 'frequency_cap',
        props: { template: 'basket-banner', channel: 'banner', until: 1 },
      }),
      'The banner “Cart reminder” leaves later',
      'The limit of messages for one person is reached',
    ],
    [
      timelineRow({
        source: 'decision',
        what: 'failed',
        reason: 'refused',
        props: { kind: 'staff_email' },
      }),
      'Email to staff: failed',
      'The mail server refused it',
    ],
    [
      timelineRow({ source: 'decision', what: 'not_offered', reason: 'trade_buyer', props: {} }),
      'An offer was not made',
      'Buys for a business, and gets no retail offers',
    ],
    [
      timelineRow({
        source: 'decision',
        what: 'goal_reached',
        reason: 'goal',
        props: { goal: 'Came back' },
      }),
      'Reached a goal of a journey',
      'Came back',
    ],
    [
      timelineRow({ source: 'ended', what: 'abandoned-basket', reason: 'ordered' }),
      'Exited the journey “Abandoned cart”',
      'Placed an order',
    ],
    [timelineRow({ what: 'something.new', props: { odd: 1 } }), 'Something new', null],
  ])('%j reads as people say it', (row, title, detail) => {
    expect(timelineEntry(row, words)).toMatchObject({ title, detail, times: 1 });
  });

  test('facts in an unexpected shape never hide that something happened', () => {
    const entry = timelineEntry(
      timelineRow({ what: 'cart.changed', props: { cart: 'full' } }),
      words,
    );
    expect(entry.title).toBe('Changed the cart');
  });
});
