import { z } from 'zod';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import { shopifyId, token } from '#app/events/payloads/payload-values.ts';
import { VISITOR_ID, visitorOf } from './visitor-id.ts';

/** The topic under which a batch of the storefront's own events waits. */
export const STOREFRONT_TOPIC = 'storefront/batch';

/** More would not fit the body that the handler accepts, and no visitor does so much in two seconds. */
const MOST_EVENTS = 50;

/** Browsers keep events while they are offline; what is older says nothing of a person any more. */
const OLDEST_MS = 2 * DAY;
/** A browser whose clock is set during a visit may be wrong by this much and is still believed. */
const FUTURE_MS = 5 * MINUTE;

const LONGEST_PATH = 500;
const LONGEST_SEARCH = 80;
/** What follows in these paths is the key to a checkout, an order or an account. */
const PRIVATE = /^(?:\/[a-z]{2}(?:-[a-z]{2})?)?\/(?:checkouts?|orders?|account)(?=\/)/i;
const PERSONAL = /@|\d{6}/;

const visitor = z.string().regex(VISITOR_ID, 'expected a visitor id').transform(visitorOf);

/** The public part of the name of a cart or checkout: the rest is the key to it. */
const cartToken = z
  .string()
  .max(400)
  .transform((text) => text.replace(/^gid:\/\/shopify\/Cart\//, '').split('?', 1)[0] ?? '')
  .pipe(z.string().regex(/^[A-Za-z0-9_-]{1,128}$/, 'expected a token'));

/** A path of the shop; what follows it in an address may name a person. */
const path = z
  .string()
  .max(4_096)
  .startsWith('/')
  .transform((text) => (text.split(/[?#]/, 1)[0] ?? '/').slice(0, LONGEST_PATH))
  .transform((text) => PRIVATE.exec(text)?.[0] ?? text);

/** What was searched for, in lower case; null when it looks like an address or a number of a person. */
const search = z
  .string()
  .max(1_000)
  .transform((text) => text.trim().toLowerCase())
  .transform((text) => (PERSONAL.test(text) ? null : text.slice(0, LONGEST_SEARCH)));

const base = { id: token, at: z.number().int().positive() };

const arrival = {
  path,
  /** Campaign parameters of the page a visit began with, empty when it had none; absent on its next pages. */
  campaign: z.string().max(2_048).optional().catch(undefined),
  /** The host the visitor came from. */
  referrer: z.string().max(255).nullish().catch(null),
};

const StorefrontEvent = z.discriminatedUnion('name', [
  z.object({ ...base, ...arrival, name: z.literal('page_viewed') }),
  /** The beginning of a visit whose first page the theme has sent. */
  z.object({ ...base, ...arrival, name: z.literal('visit_began') }),
  z.object({ ...base, name: z.literal('product_viewed'), product: shopifyId }),
  z.object({ ...base, name: z.literal('collection_viewed'), collection: shopifyId }),
  z.object({ ...base, name: z.literal('search_submitted'), query: search.nullable() }),
  z.object({ ...base, name: z.literal('cart_viewed') }),
  z.object({
    ...base,
    name: z.literal('product_added_to_cart'),
    product: shopifyId,
    quantity: z.int().min(1).max(100_000),
  }),
  z.object({
    ...base,
    name: z.literal([
      'checkout_started',
      'checkout_contact_info_submitted',
      'checkout_address_info_submitted',
      'checkout_shipping_info_submitted',
      'payment_info_submitted',
      'checkout_completed',
    ]),
    checkout: cartToken.nullish(),
  }),
]);
export type StorefrontEvent = z.infer<typeof StorefrontEvent>;

/**
 * What the web pixel sends. It is not signed: it says what a browser did, never who sits in front of it, so
 * names, addresses, customer ids and consents have no place in it and are dropped unread.
 */
const Envelope = z.object({
  /** The browser's name for this batch; the same when it is sent again. */
  batch: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'expected a batch id'),
  visitor,
  /** What the visitor allowed, as Shopify's privacy API says. */
  consent: z.object({ analytics: z.boolean(), marketing: z.boolean() }),
  cart: cartToken.nullish().catch(null),
  /** When the browser sent it, by its own clock, epoch milliseconds. */
  sent: z.number().int().positive(),
  events: z.array(z.unknown()).min(1).max(MOST_EVENTS),
});

export type StorefrontBatch = Omit<z.infer<typeof Envelope>, 'events'> & {
  events: StorefrontEvent[];
};

export type ReadBatch =
  | { outcome: 'read'; batch: StorefrontBatch; malformed: number; outOfTime: number }
  | { outcome: 'malformed' };

/**
 * A batch with the events that can be used, and how many could not. Never throws.
 * @param body parsed JSON
 */
export function readBatch(body: unknown): ReadBatch {
  const envelope = Envelope.safeParse(body);
  if (!envelope.success) return { outcome: 'malformed' };
  const parsed = envelope.data.events.map((event) => StorefrontEvent.safeParse(event));
  const events = parsed.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const { sent } = envelope.data;
  const inTime = events.filter(({ at }) => sent - at <= OLDEST_MS && at - sent <= FUTURE_MS);
  return {
    outcome: 'read',
    batch: { ...envelope.data, events: inTime },
    malformed: parsed.length - events.length,
    outOfTime: events.length - inTime.length,
  };
}
