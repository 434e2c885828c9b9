import type { ConsentState, Touch } from '#app/events/event.ts';

/**
 * A value with the moment it was true; the newest wins, and between equals the greater text. `by` is where it
 * came from: the first word of the event's kind, which is the same whichever delivery sent the event.
 */
export type Timestamped<T> = { value: T; at: number; by?: string };

/** What an address agreed to or refused; `ours` when that was on our side, so that Shopify may not know. */
export type ConsentIntent = Timestamped<ConsentState> & { ours?: true };

/** An item of a timestamped set: its name, since when, whether added or removed, and on which customer record. */
export type TimestampedItem = [name: string, at: number, on: 0 | 1, customerId?: string];

/** When all tags of a customer were last known at once. */
export type TagList = [customerId: string, at: number];

/**
 * What happened for one signal: [days since 1970-01-01 UTC, how many, milliseconds into the day of the last one], and
 * how much stands together: 0 one moment, nothing the day (UTC), 2 a month, 3 all that is older. See signal-buckets.ts.
 */
export type DayBucket = [day: number, count: number, lastMs: number, level?: number];

/** Behaviour that scores and segments read. */
export const SIGNALS = [
  'page_viewed',
  'product_viewed',
  'cart_changed',
  'checkout_started',
  'order_placed',
  'order_cancelled',
  'refunded',
  'mail_sent',
  'mail_clicked',
  'mail_bounced',
  'unsubscribed',
  'banner_seen',
  'banner_clicked',
  'applied',
  'searched',
  'ticket_opened',
  'reviewed_well',
  'reviewed_badly',
] as const;

export type Signal = (typeof SIGNALS)[number];

/** The newest known cart or checkout of a person, kept small. */
export type CartSummary = {
  token: string;
  quantity: number;
  totalMinor: number;
  currency: string;
  at: number;
  /** Milliseconds into the second of `at`; see events/state-time.ts. */
  subsecond?: number;
};

/**
 * One person, bounded in size whatever the history: 8 KB, beside tags and companies (see timestamped-set.ts) and
 * 1 KB of reviewed products, which have bounds of their own. Every field is either a sum over facts that are each
 * counted once, or the newest or oldest of its kind, so the same facts in any order give the same profile.
 * Times are epoch milliseconds.
 */
export type ProfileState = {
  firstSeenAt: number;
  /** The last thing the person did; null while only things were done to them (an import, a mail). */
  lastSeenAt: number | null;
  customerId: Timestamped<string> | null;
  email: Timestamped<string> | null;
  phone: Timestamped<string> | null;
  /** What the customer's own record in Shopify said of the address and the number; without what it did not say. */
  record: Partial<Record<ContactTrait, ContactRecord>>;
  firstName: Timestamped<string> | null;
  lastName: Timestamped<string> | null;
  country: Timestamped<string> | null;
  region: Timestamped<string> | null;
  locale: Timestamped<string> | null;
  company: Timestamped<string> | null;
  /** The customer's tags in Shopify. */
  tags: TimestampedItem[];
  /** The customers of whom a complete list of tags is known, the newest first. */
  tagLists: TagList[];
  /** The companies the customer buys for, by id. */
  companies: TimestampedItem[];
  firstTouch: Touch | null;
  lastTouch: Touch | null;
  /** Shopify's own count of the customer's orders; null when it was never sent. */
  summary: { orders: number; spentMinor: number; currency: string; at: number } | null;
  /** The consent of the address, and of the number, that messages would go to now; it belongs to these. */
  consent: { email: ConsentIntent | null; sms: ConsentIntent | null };
  orders: {
    placed: number;
    cancelled: number;
    /** Pieces and lines of orders not cancelled. */
    units: number;
    lines: number;
    /** How much the newest orders took, the newest first; see newest-orders.ts. */
    newest: OrderTaken[];
    /** The times of the first and newest order with those that were deleted, where these differ; see order-times.ts. */
    ever?: OrderTimes;
    /** Paid minus discounts, of orders not cancelled, by currency, in minor units. */
    grossMinor: Record<string, number>;
    discountMinor: Record<string, number>;
    refundedMinor: Record<string, number>;
    firstAt: number | null;
    /** The newest order, cancelled or not. */
    lastAt: number | null;
    shippedAt: number | null;
    deliveredAt: number | null;
  };
  cart: CartSummary | null;
  checkout: CartSummary | null;
  /** Carts and checkouts that orders were made from, the newest first; see ordered-carts.ts. */
  orderedCarts: OrderedCart[];
  signals: Partial<Record<Signal, DayBucket[]>>;
  /** Products of interest, the most recent first: [product id, when last, strongest kind of interest]. */
  interests: [productId: string, at: number, how: 'viewed' | 'carted' | 'bought'][];
  /** Products that the person reviewed or was asked to, the newest first; see reviewed-products.ts. */
  reviewed: ReviewedProduct[];
};

/** A product that a person reviewed, or was asked to review, and when last, epoch milliseconds. */
export type ReviewedProduct = [productId: string, at: number];

/** A cart or checkout that an order was made from, as `kind:token`, and when the order was placed. */
export type OrderedCart = [key: string, at: number];

/**
 * How much one order took: the end of its id, when it was placed in seconds, and its pieces and lines; 0 of both once it
 * was cancelled or deleted, and `deleted` is 1 then. In what only a part of a person holds, it may be less than nothing:
 * what that part withdraws.
 */
export type OrderTaken = [
  order: string,
  second: number,
  pieces: number,
  lines: number,
  deleted?: 1,
];

/** When a person's first and newest order were placed, epoch milliseconds; null when there is none. */
export type OrderTimes = { firstAt: number | null; lastAt: number | null };

/** By what a person is written to. */
export type ContactTrait = 'email' | 'phone';

/** What the customer's own record in Shopify said of an address or number. */
export type ContactRecord = {
  /** Whether it ever had one; then what was typed in other places counts no more. */
  hadOne: boolean;
  /** When it last said that there is none, epoch milliseconds; null when it has one, or never said. */
  goneAt: number | null;
};
