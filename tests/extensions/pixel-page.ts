import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { createContext, Script } from 'node:vm';
import { z } from 'zod';
import { compiledPixel } from './compiled-pixel.ts';

/** The moment at which every page is open, epoch milliseconds. */
export const PIXEL_NOW = Date.parse('2026-10-01T12:00:00Z');
/** The visitor, as Shopify names them. */
export const PIXEL_CLIENT = 'c4a2f6d0-5a77-4a53-9d3a-1f7a0b6a9c11';

const Sent = z.looseObject({
  visitor: z.string(),
  cart: z.string().nullable(),
  events: z.array(z.looseObject({ id: z.string(), name: z.string() })),
});
export type PixelPrivacy = { analyticsProcessingAllowed: boolean; marketingAllowed: boolean };
/** Consent to analytics and marketing. */
export const PIXEL_ALLOWED: PixelPrivacy = {
  analyticsProcessingAllowed: true,
  marketingAllowed: true,
};

export type PixelPage = {
  sent: { url: string; init: RequestInit; body: z.infer<typeof Sent>; text: string }[];
  /** Publishes an event as Shopify does, of a page within a visit unless `came` says otherwise. */
  publish(name: string, data?: object, came?: { search?: string; referrer?: string }): void;
  decide(privacy: PixelPrivacy): void;
  /** Lets so much time pass. */
  pass(ms: number): Promise<void>;
};

type PageOptions = {
  privacy?: PixelPrivacy;
  answers?: (number | 'offline')[];
  storage?: Map<string, string>;
  local?: Map<string, string>;
  /** Names of events that were published before the pixel listens; what subscribes receives them at once. */
  published?: string[];
};

function storageOf(items: Map<string, string>) {
  return {
    getItem: (key: string) => Promise.resolve(items.get(key) ?? null),
    setItem: (key: string, value: string) => Promise.resolve(items.set(key, value)),
  };
}

/** The script as it is deployed. */
export const PIXEL_CODE = await compiledPixel();
let eventCount = 0;

/** A page of the shop that runs the pixel in a sandbox with nothing but what Shopify gives it. */
export async function openPixelPage(options: PageOptions = {}): Promise<PixelPage> {
  const { privacy = PIXEL_ALLOWED, answers = [] } = options;
  const { storage = new Map<string, string>(), local = new Map<string, string>() } = options;
  const { published = [] } = options;
  const subscribers = new Map<string, (event: unknown) => void>();
  const privacySubscribers: ((event: { customerPrivacy: PixelPrivacy }) => void)[] = [];
  const timers = new Map<number, { at: number; run: () => void }>();
  const sent: PixelPage['sent'] = [];
  let time = 0;

  const api = {
    analytics: {
      subscribe: (name: string, run: (event: unknown) => void) => {
        subscribers.set(name, run);
        if (published.includes(name)) page.publish(name);
      },
    },
    customerPrivacy: {
      subscribe: (_name: string, run: (event: { customerPrivacy: PixelPrivacy }) => void) =>
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
  const page: PixelPage = {
    sent,
    publish(name, data = {}, { search = '?a=b', referrer = 'https://shop.example/' } = {}) {
      eventCount += 1;
      subscribers.get(name)?.({
        id: `sh-${String(eventCount)}`,
        clientId: PIXEL_CLIENT,
        timestamp: new Date(PIXEL_NOW).toISOString(),
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
      await yieldToEventLoop();
    },
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
    Date: { now: () => PIXEL_NOW, parse: (text: string) => Date.parse(text) },
  });
  new Script(PIXEL_CODE).runInContext(sandbox);
  await yieldToEventLoop();

  return page;
}
