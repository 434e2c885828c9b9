import { describe, expect, test } from 'vitest';
import { NAMED_OUTCOMES } from '#app/journeys/recorded-outcome.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { galleryNames } from '#tests/fixtures/gallery-names.ts';
import { timelineEntry, type TimelineRow } from './timeline.ts';

const journey: Journey = {
  ...abandonedCart,
  version: 3,
  steps: [
    { id: 'x1', kind: 'branch', when: { all: [] }, yes: 'x2', no: 'x2' },
    { id: 'x2', kind: 'multi_branch', paths: [], otherwise: 'x3' },
    { id: 'x3', kind: 'split', variants: [] },
  ],
};
const words = {
  money: ({ minor, currency }: { minor: number; currency: string }) =>
    `${String(minor)} ${currency}`,
  productTitle: (id: string) => (id === '7' ? 'Trail Shoe' : null),
  names: galleryNames,
  versions: [journey],
};

function timelineRow(over: Partial<TimelineRow>): TimelineRow {
  return {
    key: 'k',
    at: 1,
    source: 'event',
    what: 'page.viewed',
    reason: null,
    rule: null,
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

  const rule = 'abandoned-basket@3';

  test.each([
    ['x1', 'yes', {}, '“Yes or no condition” in the journey “Abandoned cart”: Yes'],
    [
      'x2',
      'path_1',
      { path: 'Big spenders' },
      '“Several conditions” in the journey “Abandoned cart”: Big spenders',
    ],
    [
      'x3',
      'variant_2',
      { variant: 'B', percent: 50 },
      '“Random split” in the journey “Abandoned cart”: B',
    ],
    ['gone', 'no', {}, 'A step of a journey: No'],
  ])('names the step %s as the canvas does, and what came of it', (reason, what, props, title) => {
    const row = timelineRow({ source: 'decision', what, reason, rule, props });
    expect(timelineEntry(row, words).title).toBe(title);
  });

  test.each(NAMED_OUTCOMES)('says of the outcome %s nothing as it is stored', (what) => {
    // Of a lead the reason is the stage.
    const reason = what === 'stage_moved' ? 'won' : 'x1';
    const row = timelineRow({ source: 'decision', what, reason, rule, props: {} });
    const { title } = timelineEntry(row, words);
    expect(title).not.toMatch(/x1|[a-z]_[a-z]/);
  });

  test('facts in an unexpected shape never hide that something happened', () => {
    const entry = timelineEntry(
      timelineRow({ what: 'cart.changed', props: { cart: 'full' } }),
      words,
    );
    expect(entry.title).toBe('Changed the cart');
  });
});
