import { describe, expect, test } from 'vitest';
import { readBatch } from '#app/events/storefront/storefront-batch.ts';
import { openPixelPage, PIXEL_ALLOWED, PIXEL_CLIENT, PIXEL_CODE, PIXEL_NOW } from './pixel-page.ts';

/** Shopify takes 128 KB; every visitor pays for each of them. */
const OUR_LIMIT_BYTES = 5_000;

const CHECKOUT = { checkout: { token: 'ck1', email: 'ada@example.com', order: { id: '9' } } };
const EVERY_EVENT: [name: string, data: object, expected: object][] = [
  ['page_viewed', {}, { path: '/products/mug' }],
  ['product_viewed', { productVariant: { product: { id: '7' } } }, { product: '7' }],
  ['collection_viewed', { collection: { id: '8' } }, { collection: '8' }],
  ['search_submitted', { searchResult: { query: 'mug' } }, { query: 'mug' }],
  ['cart_viewed', { cart: null }, {}],
  [
    'product_added_to_cart',
    { cartLine: { quantity: 2, merchandise: { product: { id: '7' } } } },
    { product: '7', quantity: 2 },
  ],
  ...[
    'checkout_started',
    'checkout_contact_info_submitted',
    'checkout_address_info_submitted',
    'checkout_shipping_info_submitted',
    'payment_info_submitted',
    'checkout_completed',
  ].map((name): [string, object, object] => [name, CHECKOUT, { checkout: 'ck1' }]),
];

describe('the web pixel', () => {
  test.each([
    ['within a visit sends no arrival', {}, {}],
    [
      'from a campaign sends its parameters and no others',
      { search: '?email=ada@example.com&utm_source=news&gclid=x1', referrer: '' },
      { campaign: 'utm_source=news&gclid=x1', referrer: null },
    ],
    [
      'from another site sends its host and nothing that follows',
      { referrer: 'https://www.google.com/search?q=ada' },
      { campaign: '', referrer: 'www.google.com' },
    ],
    ['typed in sends an empty campaign', { referrer: '' }, { campaign: '', referrer: null }],
  ])('a page %s', async (_, came, expected) => {
    const page = await openPixelPage();
    page.publish('page_viewed', {}, came);
    await page.pass(2_000);
    const [event] = page.sent[0]?.body.events ?? [];
    const plain = { id: event?.id, at: PIXEL_NOW, name: 'page_viewed', path: '/products/mug' };
    expect(event).toEqual({ ...plain, ...expected });
  });

  test.each(EVERY_EVENT)(
    'sends the app %s, in a format it accepts',
    async (name, data, expected) => {
      const page = await openPixelPage();
      page.publish(name, data);
      await page.pass(2_000);
      const [batch] = page.sent;
      expect(batch?.url).toBe('https://app.example/pixel/key1');
      expect(batch?.init).toMatchObject({ method: 'POST', keepalive: true, credentials: 'omit' });
      expect(batch?.body.events).toMatchObject([{ name, at: PIXEL_NOW, ...expected }]);
      const read = readBatch(batch?.body);
      expect(read).toMatchObject({ outcome: 'read', malformed: 0, outOfTime: 0 });
      expect(read.outcome === 'read' && read.batch).toMatchObject({
        visitor: PIXEL_CLIENT,
        cart: 'cart1',
      });
    },
  );

  test('speaks of the visitor that the theme knows, and names one who has no name yet', async () => {
    const local = new Map([['tendril:visitor', 'known-to-the-theme']]);
    const known = await openPixelPage({ local });
    known.publish('page_viewed');
    await known.pass(2_000);
    expect(known.sent[0]?.body.visitor).toBe('known-to-the-theme');

    const empty = new Map<string, string>();
    const fresh = await openPixelPage({ local: empty });
    fresh.publish('page_viewed');
    await fresh.pass(2_000);
    expect(fresh.sent[0]?.body.visitor).toBe(PIXEL_CLIENT);
    expect(empty.get('tendril:visitor')).toBe(PIXEL_CLIENT);
  });

  test('never sends what identifies a person', async () => {
    const page = await openPixelPage();
    for (const [name, data] of EVERY_EVENT) page.publish(name, data);
    await page.pass(2_000);
    expect(page.sent.map(({ text }) => text).join()).not.toMatch(/ada@|email|customer|order"/);
  });

  test('asks for no preflight: the body is plain text', async () => {
    const page = await openPixelPage();
    page.publish('cart_viewed');
    await page.pass(2_000);
    expect(page.sent[0]?.init.headers).toBeUndefined();
  });

  test('sends ten events at once, fewer after two seconds', async () => {
    const page = await openPixelPage();
    for (let n = 0; n < 12; n += 1) page.publish('cart_viewed');
    await page.pass(0);
    expect(page.sent.map(({ body }) => body.events.length)).toEqual([10]);
    await page.pass(1_999);
    expect(page.sent).toHaveLength(1);
    await page.pass(2_000);
    expect(page.sent.map(({ body }) => body.events.length)).toEqual([10, 2]);
  });

  test.each([
    ['analytics', { ...PIXEL_ALLOWED, analyticsProcessingAllowed: false }],
    ['marketing', { ...PIXEL_ALLOWED, marketingAllowed: false }],
  ])('sends nothing without consent to %s', async (_name, privacy) => {
    const page = await openPixelPage({ privacy });
    page.publish('cart_viewed');
    await page.pass(5_000);
    expect(page.sent).toEqual([]);
  });

  test('leaves out the views that the theme reported, and nothing else', async () => {
    const expected = (from: number, to: number) =>
      new Map([
        [
          'tendril:reported',
          JSON.stringify([
            [0, 1],
            [from, to],
          ]),
        ],
      ]);
    const earlier = await openPixelPage({ storage: expected(PIXEL_NOW - 9, PIXEL_NOW - 1) });
    earlier.publish('page_viewed');
    await earlier.pass(2_000);
    expect(earlier.sent[0]?.body.events).toHaveLength(1);

    const page = await openPixelPage({ storage: expected(PIXEL_NOW - 1, PIXEL_NOW) });
    page.publish('page_viewed');
    await page.pass(2_000);
    expect(page.sent).toEqual([]);
    page.publish('page_viewed');
    page.publish('cart_viewed');
    await page.pass(2_000);
    expect(page.sent[0]?.body.events.map(({ name }) => name)).toEqual(['cart_viewed']);
  });

  test('sends how a visit began even where the theme reported its first page', async () => {
    const storage = new Map([['tendril:reported', JSON.stringify([[PIXEL_NOW - 1, PIXEL_NOW]])]]);
    const page = await openPixelPage({ storage });
    page.publish('page_viewed', {}, { search: '?utm_source=news', referrer: '' });
    await page.pass(2_000);
    expect(page.sent[0]?.body.events).toMatchObject([
      { name: 'visit_began', campaign: 'utm_source=news' },
    ]);
  });

  test('leaves word for the theme that it has taken the view of a page', async () => {
    const storage = new Map<string, string>();
    const page = await openPixelPage({ storage });
    page.publish('cart_viewed');
    expect(storage.has('tendril:pixel')).toBe(false);
    page.publish('page_viewed');
    expect(storage.get('tendril:pixel')).toBe(String(PIXEL_NOW));
  });

  test('follows a change of mind, both ways', async () => {
    const storage = new Map<string, string>();
    const page = await openPixelPage({ storage });
    page.publish('cart_viewed');
    page.decide({ analyticsProcessingAllowed: false, marketingAllowed: false });
    page.publish('cart_viewed');
    await page.pass(5_000);
    expect(page.sent).toEqual([]);
    expect(storage.get('tendril:events')).toBe('[]');
    page.decide(PIXEL_ALLOWED);
    page.publish('cart_viewed');
    await page.pass(2_000);
    expect(page.sent[0]?.body.events).toHaveLength(1);
  });

  test('what a page could not send before it was closed, the next page sends', async () => {
    const storage = new Map<string, string>();
    const first = await openPixelPage({ storage });
    first.publish('product_added_to_cart', EVERY_EVENT[5]?.[1]);
    const next = await openPixelPage({ storage });
    next.publish('page_viewed');
    await next.pass(2_000);
    expect(next.sent[0]?.body.events.map(({ name }) => name)).toEqual([
      'product_added_to_cart',
      'page_viewed',
    ]);
    expect(storage.get('tendril:events')).toBe('[]');
  });

  test('what a page could not send is not lost where the next page begins with events of its own', async () => {
    const storage = new Map<string, string>();
    const first = await openPixelPage({ storage });
    first.publish('product_added_to_cart', EVERY_EVENT[5]?.[1]);
    const next = await openPixelPage({ storage, published: ['page_viewed', 'cart_viewed'] });
    const stored = JSON.parse(storage.get('tendril:events') ?? '[]') as { name: string }[];
    const names = ['product_added_to_cart', 'page_viewed', 'cart_viewed'];
    expect(stored.map(({ name }) => name)).toEqual(names);
    await next.pass(2_000);
    expect(next.sent[0]?.body.events.map(({ name }) => name)).toEqual(names);
    expect(storage.get('tendril:events')).toBe('[]');
  });

  test('a visitor who declines before the pixel has read what was stored leaves nothing of it', async () => {
    const storage = new Map<string, string>();
    const first = await openPixelPage({ storage });
    first.publish('cart_viewed');
    const privacy = { analyticsProcessingAllowed: false, marketingAllowed: false };
    await openPixelPage({ storage, privacy });
    expect(storage.get('tendril:events')).toBe('[]');
  });

  test.each([['offline' as const], [429], [503]])(
    'keeps what was answered with %s for the next batch',
    async (answer) => {
      const page = await openPixelPage({ answers: [answer] });
      page.publish('cart_viewed');
      await page.pass(2_000);
      page.publish('page_viewed');
      await page.pass(2_000);
      expect(page.sent.map(({ body }) => body.events.length)).toEqual([1, 2]);
    },
  );

  test('does not send again what the app will never take', async () => {
    const page = await openPixelPage({ answers: [400] });
    page.publish('cart_viewed');
    await page.pass(2_000);
    page.publish('page_viewed');
    await page.pass(2_000);
    expect(page.sent.map(({ body }) => body.events.length)).toEqual([1, 1]);
  });

  test('keeps at most what the app takes in one batch while it cannot be reached', async () => {
    const page = await openPixelPage({ answers: Array.from({ length: 20 }, () => 503) });
    for (let n = 0; n < 120; n += 1) {
      page.publish('cart_viewed');
      await page.pass(0);
    }
    expect(Math.max(...page.sent.map(({ body }) => body.events.length))).toBeLessThanOrEqual(50);
  });

  test('is small', () => {
    expect(PIXEL_CODE.length).toBeLessThan(OUR_LIMIT_BYTES);
  });
});
