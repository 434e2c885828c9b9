import { readFile } from 'node:fs/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import { createContext, Script } from 'node:vm';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readBatch } from '#app/events/storefront-batch.ts';
import { compiledPixel, PIXEL } from './compiled-pixel.ts';

/** What Shopify takes; ours is far below. */
const LIMIT_BYTES = 128 * 1024;
const OUR_LIMIT_BYTES = 5_000;
const NOW = Date.parse('2026-10-01T12:00:00Z');
const CLIENT = 'c4a2f6d0-5a77-4a53-9d3a-1f7a0b6a9c11';

const Sent = z.looseObject({
  visitor: z.string(),
  cart: z.string().nullable(),
  events: z.array(z.looseObject({ id: z.string(), name: z.string() })),
});
type Privacy = { analyticsProcessingAllowed: boolean; marketingAllowed: boolean };
const ALLOWED: Privacy = { analyticsProcessingAllowed: true, marketingAllowed: true };

type Page = {
  sent: { url: string; init: RequestInit; body: z.infer<typeof Sent>; text: string }[];
  /** Publishes an event as Shopify does, of a page within a visit unless told otherwise. */
  happen(name: string, data?: object, came?: { search?: string; referrer?: string }): void;
  decide(privacy: Privacy): void;
  /** Lets so much time pass. */
  pass(ms: number): Promise<void>;
};

type PageOptions = {
  privacy?: Privacy;
  answers?: (number | 'offline')[];
  storage?: Map<string, string>;
  local?: Map<string, string>;
};

function storageOf(items: Map<string, string>) {
  return {
    getItem: (key: string) => Promise.resolve(items.get(key) ?? null),
    setItem: (key: string, value: string) => Promise.resolve(items.set(key, value)),
  };
}

const code = await compiledPixel();
let eventCount = 0;

/** A page of the shop that runs the pixel in a sandbox with nothing but what Shopify gives it. */
async function openPage(options: PageOptions = {}): Promise<Page> {
  const { privacy = ALLOWED, answers = [] } = options;
  const { storage = new Map<string, string>(), local = new Map<string, string>() } = options;
  const subscribers = new Map<string, (event: unknown) => void>();
  const privacySubscribers: ((event: { customerPrivacy: Privacy }) => void)[] = [];
  const timers = new Map<number, { at: number; run: () => void }>();
  const sent: Page['sent'] = [];
  let time = 0;

  const api = {
    analytics: {
      subscribe: (name: string, run: (event: unknown) => void) => subscribers.set(name, run),
    },
    customerPrivacy: {
      subscribe: (_name: string, run: (event: { customerPrivacy: Privacy }) => void) =>
        privacySubscribers.push(run),
    },
    browser: { sessionStorage: storageOf(storage), localStorage: storageOf(local) },
    init: {
      customerPrivacy: privacy,
      data: {
        cart: { id: 'gid://shopify/Cart/cart1?key=secret' },
        customer: { id: '1', email: 'ada@example.com' },
      },
    },
    settings: { accountID: 'key1', ingestUrl: 'https://app.example/pixel' },
  };
  const sandbox = createContext({
    shopify: { extend: (_point: string, start: (given: typeof api) => void) => start(api) },
    fetch: (url: string, init: RequestInit & { body: string }) => {
      const text = init.body;
      sent.push({ url, init, text, body: Sent.parse(JSON.parse(text)) });
      const answer = answers.shift() ?? 204;
      return answer === 'offline'
        ? Promise.reject(new TypeError('Failed to fetch'))
        : Promise.resolve({ status: answer });
    },
    setTimeout: (run: () => void, ms: number) => {
      timers.set(timers.size + 1, { at: time + ms, run });
      return timers.size;
    },
    clearTimeout: (id: number) => timers.delete(id),
    Date: { now: () => NOW, parse: (text: string) => Date.parse(text) },
  });
  new Script(code).runInContext(sandbox);
  await breathe();

  return {
    sent,
    happen(name, data = {}, { search = '?a=b', referrer = 'https://shop.example/' } = {}) {
      eventCount += 1;
      subscribers.get(name)?.({
        id: `sh-${String(eventCount)}`,
        clientId: CLIENT,
        timestamp: new Date(NOW).toISOString(),
        name,
        context: {
          document: {
            location: { host: 'shop.example', pathname: '/products/mug', search },
            referrer,
          },
        },
        data,
      });
    },
    decide: (customerPrivacy) => privacySubscribers.forEach((run) => run({ customerPrivacy })),
    async pass(ms) {
      time += ms;
      for (const [id, { at, run }] of timers) {
        if (at > time) continue;
        timers.delete(id);
        run();
      }
      await breathe();
    },
  };
}

const CHECKOUT = { checkout: { token: 'ck1', email: 'ada@example.com', order: { id: '9' } } };
const EVERY_EVENT: [name: string, data: object, told: object][] = [
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
    ['within a visit tells nothing of it', {}, {}],
    [
      'from a campaign tells its parameters and no others',
      { search: '?email=ada@example.com&utm_source=news&gclid=x1', referrer: '' },
      { campaign: 'utm_source=news&gclid=x1', referrer: null },
    ],
    [
      'from another site tells its host and nothing that follows',
      { referrer: 'https://www.google.com/search?q=ada' },
      { campaign: '', referrer: 'www.google.com' },
    ],
    ['typed in tells that there is no more', { referrer: '' }, { campaign: '', referrer: null }],
  ])('a page %s', async (_, came, told) => {
    const page = await openPage();
    page.happen('page_viewed', {}, came);
    await page.pass(2_000);
    const [event] = page.sent[0]?.body.events ?? [];
    const plain = { id: event?.id, at: NOW, name: 'page_viewed', path: '/products/mug' };
    expect(event).toEqual({ ...plain, ...told });
  });

  test.each(EVERY_EVENT)('tells the app of %s, in a form it takes', async (name, data, told) => {
    const page = await openPage();
    page.happen(name, data);
    await page.pass(2_000);
    const [batch] = page.sent;
    expect(batch?.url).toBe('https://app.example/pixel/key1');
    expect(batch?.init).toMatchObject({ method: 'POST', keepalive: true, credentials: 'omit' });
    expect(batch?.body.events).toMatchObject([{ name, at: NOW, ...told }]);
    const read = readBatch(batch?.body);
    expect(read).toMatchObject({ outcome: 'read', malformed: 0, outOfTime: 0 });
    expect(read.outcome === 'read' && read.batch).toMatchObject({ visitor: CLIENT, cart: 'cart1' });
  });

  test('speaks of the visitor that the theme knows, and names one who has no name yet', async () => {
    const local = new Map([['tendril:visitor', 'known-to-the-theme']]);
    const known = await openPage({ local });
    known.happen('page_viewed');
    await known.pass(2_000);
    expect(known.sent[0]?.body.visitor).toBe('known-to-the-theme');

    const empty = new Map<string, string>();
    const fresh = await openPage({ local: empty });
    fresh.happen('page_viewed');
    await fresh.pass(2_000);
    expect(fresh.sent[0]?.body.visitor).toBe(CLIENT);
    expect(empty.get('tendril:visitor')).toBe(CLIENT);
  });

  test('never sends who somebody is', async () => {
    const page = await openPage();
    for (const [name, data] of EVERY_EVENT) page.happen(name, data);
    await page.pass(2_000);
    expect(page.sent.map(({ text }) => text).join()).not.toMatch(/ada@|email|customer|order"/);
  });

  test('asks for no preflight: the body is plain text', async () => {
    const page = await openPage();
    page.happen('cart_viewed');
    await page.pass(2_000);
    expect(page.sent[0]?.init.headers).toBeUndefined();
  });

  test('sends ten events at once, fewer after two seconds', async () => {
    const page = await openPage();
    for (let n = 0; n < 12; n += 1) page.happen('cart_viewed');
    await page.pass(0);
    expect(page.sent.map(({ body }) => body.events.length)).toEqual([10]);
    await page.pass(1_999);
    expect(page.sent).toHaveLength(1);
    await page.pass(2_000);
    expect(page.sent.map(({ body }) => body.events.length)).toEqual([10, 2]);
  });

  test.each([
    ['analytics', { ...ALLOWED, analyticsProcessingAllowed: false }],
    ['marketing', { ...ALLOWED, marketingAllowed: false }],
  ])('sends nothing without consent to %s', async (_name, privacy) => {
    const page = await openPage({ privacy });
    page.happen('cart_viewed');
    await page.pass(5_000);
    expect(page.sent).toEqual([]);
  });

  test('leaves out the views that the theme told of, and nothing else', async () => {
    const told = (from: number, to: number) =>
      new Map([
        [
          'tendril:told',
          JSON.stringify([
            [0, 1],
            [from, to],
          ]),
        ],
      ]);
    const earlier = await openPage({ storage: told(NOW - 9, NOW - 1) });
    earlier.happen('page_viewed');
    await earlier.pass(2_000);
    expect(earlier.sent[0]?.body.events).toHaveLength(1);

    const page = await openPage({ storage: told(NOW - 1, NOW) });
    page.happen('page_viewed');
    await page.pass(2_000);
    expect(page.sent).toEqual([]);
    page.happen('page_viewed');
    page.happen('cart_viewed');
    await page.pass(2_000);
    expect(page.sent[0]?.body.events.map(({ name }) => name)).toEqual(['cart_viewed']);
  });

  test('tells how a visit began even where the theme told of its first page', async () => {
    const storage = new Map([['tendril:told', JSON.stringify([[NOW - 1, NOW]])]]);
    const page = await openPage({ storage });
    page.happen('page_viewed', {}, { search: '?utm_source=news', referrer: '' });
    await page.pass(2_000);
    expect(page.sent[0]?.body.events).toMatchObject([
      { name: 'visit_began', campaign: 'utm_source=news' },
    ]);
  });

  test('leaves word for the theme that it has taken the view of a page', async () => {
    const storage = new Map<string, string>();
    const page = await openPage({ storage });
    page.happen('cart_viewed');
    expect(storage.has('tendril:pixel')).toBe(false);
    page.happen('page_viewed');
    expect(storage.get('tendril:pixel')).toBe(String(NOW));
  });

  test('follows a change of mind, both ways', async () => {
    const storage = new Map<string, string>();
    const page = await openPage({ storage });
    page.happen('cart_viewed');
    page.decide({ analyticsProcessingAllowed: false, marketingAllowed: false });
    page.happen('cart_viewed');
    await page.pass(5_000);
    expect(page.sent).toEqual([]);
    expect(storage.get('tendril:events')).toBe('[]');
    page.decide(ALLOWED);
    page.happen('cart_viewed');
    await page.pass(2_000);
    expect(page.sent[0]?.body.events).toHaveLength(1);
  });

  test('what a page could not send before it went away, the next page sends', async () => {
    const storage = new Map<string, string>();
    const first = await openPage({ storage });
    first.happen('product_added_to_cart', EVERY_EVENT[5]?.[1]);
    const next = await openPage({ storage });
    next.happen('page_viewed');
    await next.pass(2_000);
    expect(next.sent[0]?.body.events.map(({ name }) => name)).toEqual([
      'product_added_to_cart',
      'page_viewed',
    ]);
    expect(storage.get('tendril:events')).toBe('[]');
  });

  test.each([['offline' as const], [429], [503]])(
    'keeps what was answered with %s for the next batch',
    async (answer) => {
      const page = await openPage({ answers: [answer] });
      page.happen('cart_viewed');
      await page.pass(2_000);
      page.happen('page_viewed');
      await page.pass(2_000);
      expect(page.sent.map(({ body }) => body.events.length)).toEqual([1, 2]);
    },
  );

  test('does not send again what the app will never take', async () => {
    const page = await openPage({ answers: [400] });
    page.happen('cart_viewed');
    await page.pass(2_000);
    page.happen('page_viewed');
    await page.pass(2_000);
    expect(page.sent.map(({ body }) => body.events.length)).toEqual([1, 1]);
  });

  test('keeps at most what the app takes in one batch while it cannot be reached', async () => {
    const page = await openPage({ answers: Array.from({ length: 20 }, () => 503) });
    for (let n = 0; n < 120; n += 1) {
      page.happen('cart_viewed');
      await page.pass(0);
    }
    expect(Math.max(...page.sent.map(({ body }) => body.events.length))).toBeLessThanOrEqual(50);
  });

  test('is small', () => {
    expect(code.length).toBeLessThan(OUR_LIMIT_BYTES);
    expect(OUR_LIMIT_BYTES).toBeLessThan(LIMIT_BYTES);
  });
});

/** The rules of Shopify's CLI for a web pixel; anything else is refused, `configuration` above all. */
const PixelToml = z.strictObject({
  name: z.string().min(1).max(30),
  handle: z.string().regex(/^[A-Za-z0-9-]{1,50}$/),
  type: z.literal('web_pixel_extension'),
  runtime_context: z.literal('strict'),
  customer_privacy: z.strictObject({
    analytics: z.boolean(),
    marketing: z.boolean(),
    preferences: z.boolean(),
    sale_of_data: z.enum(['enabled', 'disabled', 'ldu']),
  }),
  settings: z.strictObject({
    type: z.literal('object'),
    fields: z.record(
      z.string(),
      z.strictObject({
        name: z.string().min(1),
        description: z.string().min(1),
        type: z.enum(['single_line_text_field', 'multi_line_text_field', 'number_integer']),
        validations: z.array(z.strictObject({ name: z.string(), value: z.string() })),
      }),
    ),
  }),
});

describe('the file that describes the pixel to Shopify', async () => {
  const declared: unknown = parse(await readFile(`${PIXEL}/shopify.extension.toml`, 'utf8'));

  test('keeps the rules of Shopify', () => {
    expect(PixelToml.safeParse(declared).error?.issues).toBeUndefined();
  });

  test('asks for consent to analytics and marketing, and names the settings the script reads', () => {
    const toml = PixelToml.parse(declared);
    expect(toml.customer_privacy).toMatchObject({ analytics: true, marketing: true });
    expect(Object.keys(toml.settings.fields)).toEqual(['accountID', 'ingestUrl']);
    for (const field of Object.keys(toml.settings.fields)) expect(code).toContain(`.${field}`);
  });

  test('would be refused with a key that Shopify does not know', () => {
    expect(PixelToml.safeParse({ ...(declared as object), configuration: {} }).success).toBe(false);
  });
});
