import type { z } from 'zod';
import type { AccountChange } from './account-change.ts';
import type { CatalogChange } from './catalog-change.ts';
import type { EventKinds } from './kinds/registry.ts';
import type { ShopChange } from './shop-change.ts';

export type { CartSnapshot, Line, Money, OrderSnapshot, ParcelLine } from './snapshots.ts';

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

/** What an event of a kind says, beside what all events say. */
type PayloadOfKind<K extends keyof EventKinds> = { kind: K } & FieldsOf<EventKinds[K]['schema']>;

/** What zod takes from a schema without fields would refuse every field beside it. */
type FieldsOf<Schema extends z.ZodObject> = keyof Schema['shape'] extends never
  ? unknown
  : z.infer<Schema>;

/** The part of an event that differs from kind to kind; each kind is described in `kinds/`. */
export type EventPayload = { [K in keyof EventKinds]: PayloadOfKind<K> }[keyof EventKinds];

type ConsentPayload = PayloadOfKind<'consent.changed'>;
export type ConsentState = ConsentPayload['state'];
/** What a consent rests on. */
export type ConsentEvidence = ConsentPayload['evidence'];

/** How far a shopper has come in the checkout. */
export type CheckoutStep = PayloadOfKind<'checkout.reached'>['step'];

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
