import type { AccountChange } from './account-change.ts';
import type { CatalogChange } from './catalog-change.ts';
import type { ShopChange } from './shop-change.ts';

/**
 * Everything that can happen to a person, in the words of the field. An event is a fact: its id is derived
 * from what happened, so the same thing received twice, in whichever delivery, has the same id.
 */

/**
 * What may point at a person. Strong kinds prove who it is; weak kinds only follow a device or a cart. A
 * phone (E.164) may be shared by a family: it counts only where nothing contradicts it.
 */
export type IdentifierKind =
  'customer' | 'email' | 'order' | 'visitor' | 'cart' | 'checkout' | 'phone';
export type Identifier = { kind: IdentifierKind; value: string };

/** An amount in the currency's smallest unit. */
export type Money = { minor: number; currency: string };

/** One line of a cart, a checkout or an order. */
export type Line = {
  productId: string | null;
  variantId: string | null;
  title: string;
  variantTitle: string | null;
  quantity: number;
  unitMinor: number;
  /** What a piece costs in the currency of `presentment`; absent when that is the total's own, or was not sent. */
  shownMinor?: number;
  /** Pieces of an order that are left of it after edits, returns and refunds; absent when that is all of them. */
  current?: number;
  /** Pieces of an order that are still to be sent; absent when there are none. */
  unsent?: number;
  /** What is bought without anything being sent; absent for things. */
  goods?: 'digital' | 'gift_card';
};

/** Pieces of an order's line that are in one parcel. */
export type ParcelLine = Pick<Line, 'productId' | 'variantId' | 'title' | 'quantity'>;

/** What is known of a person by name and address at a moment; absent means not sent. */
export type Traits = {
  customerId?: string;
  email?: string;
  /** E.164; the text as it was sent when it is no phone number. */
  phone?: string;
  firstName?: string;
  lastName?: string;
  /** ISO 3166-1 alpha-2; the text as it was sent when it is no country. */
  country?: string;
  /** The province or state, by the code it has in its country. */
  region?: string;
  locale?: string;
  company?: string;
};

/** The address and number in a customer's own record (as `Traits` has them); absent means not sent. */
export type RecordContacts = { email?: string | null; phone?: string | null };

/** How a person came to the shop, as one visit says. */
export type Touch = {
  at: number;
  source: string;
  medium: string | null;
  campaign: string | null;
  /** The path of the page they came in by. */
  landing: string | null;
  /** The host of the page they came from. */
  referrer: string | null;
};

/** The state of a cart or checkout as one delivery has it. `updatedAt` orders the snapshots. */
export type CartSnapshot = {
  kind: 'cart' | 'checkout';
  token: string;
  cartToken: string | null;
  createdAt: number;
  updatedAt: number;
  /** Milliseconds into the second of `updatedAt`, where the delivery says it; see state-time.ts. */
  subsecond?: number;
  lines: Line[];
  quantity: number;
  /** In the shop's currency, save for a checkout in another: only what the shopper sees is sent of that. */
  total: Money;
  /** The same in the currency the shopper sees; null when that was not sent. */
  presentment: Money | null;
  /** Where the shopper can take it up again; null when the platform gives no address. */
  recoveryUrl: string | null;
  completed: boolean;
};

/**
 * The state of an order as one delivery has it. `updatedAt` orders the snapshots. What may be absent is so in every
 * order that was saved before it was read.
 */
export type OrderSnapshot = {
  orderId: string;
  name: string;
  placedAt: number;
  updatedAt: number;
  /** Milliseconds into the second of `updatedAt` of an order that was changed since it was placed. */
  subsecond?: number;
  cancelledAt: number | null;
  /** In the shop's currency, as are the discount and the lines. */
  total: Money;
  /** The total in the currency the shopper paid in; null when that was not sent. */
  presentment: Money | null;
  discountMinor: number;
  lines: Line[];
  /** Pieces and lines that are left in all, where `lines` holds only some of them, or none. */
  pieces?: number;
  lineCount?: number;
  cartToken: string | null;
  checkoutToken: string | null;
  /** The address that was given for this order; null when none was. */
  contact?: string | null;
  /** Set when it was paid with test money, and counts all the same. */
  test?: true;
  /** The channel it came by: `web`, `pos`, `shopify_draft_order` or the name of a program. */
  source?: string;
  /** It is not shipped: the buyer fetches it, or took it along from the till. */
  isCollected?: true;
  /** What is left of `total` after edits, returns and refunds; absent when that is all of it. */
  currentTotal?: Money;
  /** The same in the currency the shopper paid in, where that is another and was sent. */
  currentPresentment?: Money;
  /** Whether a return of it is open, and as of when: bulk files say it, webhooks do not. */
  returns?: { isOpen: boolean; at: number };
};

export type ConsentState =
  'subscribed' | 'unsubscribed' | 'pending' | 'not_subscribed' | 'invalid' | 'redacted';

/**
 * What a consent rests on: an act of the address itself, a record of its state that was read in bulk, or only a
 * claim: an opt-in in a file of another platform, or one without a date, or with a date in the future.
 */
export type ConsentEvidence = 'act' | 'record' | 'claim';

/** How far a shopper has come in the checkout. */
export type CheckoutStep = 'started' | 'contact' | 'address' | 'shipping' | 'payment' | 'completed';

/** What a custom event may carry along: a few plain values by name. */
export type PlainValues = Record<string, string | number | boolean | null>;

/** The part of an event that differs from kind to kind. */
export type EventPayload =
  | { kind: 'cart.changed'; cart: CartSnapshot }
  | { kind: 'checkout.changed'; cart: CartSnapshot }
  | { kind: 'checkout.deleted'; token: string | null; cartToken: string | null }
  /** The order exists. Every order topic says so, always under the same id. */
  | ({ kind: 'order.placed'; orderId: string; name: string; isFree?: true } & Pick<
      OrderSnapshot,
      'test' | 'source' | 'isCollected'
    >)
  | { kind: 'order.changed'; order: OrderSnapshot }
  /** Paid with test money: no purchase, but what it came from is not left behind. */
  | ({ kind: 'order.tested'; name: string } & Pick<
      OrderSnapshot,
      'orderId' | 'cartToken' | 'checkoutToken'
    >)
  /** The order was cancelled. Every order topic says so from then on, always under the same id. */
  | { kind: 'order.cancelled'; orderId: string }
  /** The order is gone from Shopify, for ever: it counts no more, whatever else is received of it. */
  | { kind: 'order.deleted'; orderId: string }
  /** A parcel of the order left; `lines` is null when it was not sent what is in it. */
  | { kind: 'order.shipped'; orderId: string; parcel: { id: string; lines: ParcelLine[] | null } }
  | { kind: 'order.delivered'; orderId: string; parcel: { id: string } }
  /** A parcel was cancelled, before or after it was reported as shipped. */
  | { kind: 'order.shipment_cancelled'; orderId: string; parcel: { id: string } }
  /** `refund` is in the shop's currency; where it says no rate, in the shopper's. */
  | { kind: 'order.refunded'; orderId: string; refund: Money; isUnconverted?: true }
  | { kind: 'customer.changed' }
  | { kind: 'customer.deleted' }
  | { kind: 'customer.merged'; keptId: string; deletedId: string }
  /** A staff member says that the identifiers are one person's. */
  | { kind: 'profile.joined'; by: string }
  /** Shopify's own count of a person's orders, which also knows those that we never received. */
  | { kind: 'customer.summarized'; orders: number; spent: Money }
  /** `all` are the customer's only tags as of then; without it others may be there as well. */
  | { kind: 'tags.changed'; added: string[]; removed: string[]; all?: string[] }
  /** The person buys for a company from now on, or no longer does. */
  | { kind: 'company.joined' | 'company.left'; companyId: string }
  | { kind: 'quote.changed'; quoteId: string; name: string; status: string; total: Money }
  | {
      kind: 'consent.changed';
      channel: 'email' | 'sms';
      /** The address, or the number (E.164), that it is about and that alone it holds for. */
      address: string;
      state: ConsentState;
      evidence: ConsentEvidence;
      /** Where it was given: `shopify`, or a name of our own. */
      source: string;
      /** What the person read when they agreed or refused. */
      wording: string | null;
      /** The address of the page it was given on. */
      page: string | null;
    }
  /** Two or more identifiers turned out to be of one person; nothing else happened. */
  | { kind: 'visitor.identified' }
  /** The person was in an imported CSV file; `source` is the platform it came from. */
  | { kind: 'person.imported'; source: string }
  | { kind: 'product.viewed'; productId: string }
  | { kind: 'product.added'; productId: string; quantity: number }
  | { kind: 'collection.viewed'; collectionId: string }
  /** `page` is a path of the shop without its query, which may hold anything. */
  | { kind: 'page.viewed'; page: string }
  /** `query` is null when it looked like personal data. */
  | { kind: 'search.submitted'; query: string | null }
  | { kind: 'cart.viewed' }
  | { kind: 'checkout.reached'; step: CheckoutStep }
  | {
      kind: 'support.ticket_opened' | 'support.ticket_closed';
      ticketId: string | null;
      channel: string | null;
    }
  | { kind: 'review.submitted'; rating: number; productId: string | null }
  /** Reported by another program of the shop under a name of its own. */
  | { kind: 'custom.happened'; name: string; values: PlainValues }
  /** `asked` are the products that it asks a review of. */
  | { kind: 'mail.sent'; effectKey: string; template: string; asked?: string[] | undefined }
  | { kind: 'mail.clicked'; effectKey: string; url: string }
  | { kind: 'mail.bounced'; effectKey: string }
  | { kind: 'banner.seen' | 'banner.clicked' | 'banner.dismissed'; bannerId: string }
  | {
      kind: 'application.submitted' | 'application.approved' | 'application.declined';
      applicationId: string;
    };

/** An event of one person. */
export type DomainEvent = EventPayload & {
  /** Deterministic UUID. */
  id: string;
  /** When it happened, epoch milliseconds. */
  at: number;
  /** The topic of the delivery that it came in. */
  topic: string;
  /** At least one; the first is the strongest. */
  identifiers: [Identifier, ...Identifier[]];
  /** When `traits` were true, epoch milliseconds. */
  traitsAt: number;
  traits: Traits;
  /** The address and number in the customer's own record in Shopify, where this has them; null: it has none. */
  record?: RecordContacts;
  /** How the person came, when this says so. */
  touch?: Touch;
};

export type EventKind = DomainEvent['kind'];

/** An optional value that could not be read; everything else of its delivery was. */
export type DataIssue = {
  field: string;
  /** What was expected, without any value. */
  problem: string;
  /** The beginning of what was received. */
  raw: string;
};

/** What a delivery holds, once it was read. */
export type ParsedDelivery =
  | {
      outcome: 'read';
      events: DomainEvent[];
      catalog: CatalogChange[];
      shop: ShopChange[];
      accounts: AccountChange[];
      dataIssues: DataIssue[];
    }
  | { outcome: 'unknown_topic' }
  /** Signed but not usable; `reason` names the field and what was expected, without any value of it. */
  | { outcome: 'unusable'; reason: string };
