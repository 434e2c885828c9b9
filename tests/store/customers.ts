import {
  customerPayload,
  emailConsentPayload,
  smsConsentPayload,
  tagsPayload,
} from './payloads/customer.ts';
import { emitEvent, type ShopBooks } from './shop-books.ts';
import type {
  Address,
  Customer,
  MarketingChannel,
  MarketingState,
  OptInLevel,
  ShopifyId,
} from './shop-records.ts';

export type CustomerInput = {
  email?: string;
  phone?: string;
  firstName?: string;
  lastName?: string;
  note?: string;
  tags?: string[];
  address?: Address;
  at?: number;
};

/** Adds a customer and emits customers/create; throws when the email address is taken. */
export function createCustomer(books: ShopBooks, input: CustomerInput): Customer {
  const email = input.email?.toLowerCase() ?? null;
  if (email !== null && books.customersByEmail.has(email)) {
    throw new Error(
      'A customer with this email address exists. Look it up in shop.customersByEmail.',
    );
  }
  const at = input.at ?? books.clock.now();
  const customer: Customer = {
    id: books.ids.next(),
    email,
    phone: input.phone ?? null,
    firstName: input.firstName ?? '',
    lastName: input.lastName ?? '',
    tags: [...(input.tags ?? [])],
    note: input.note ?? null,
    emailConsent: { state: 'not_subscribed', optInLevel: null, updatedAt: null },
    smsConsent: { state: 'not_subscribed', optInLevel: null, updatedAt: null },
    defaultAddress: input.address ?? null,
    orderIds: [],
    createdAt: at,
    updatedAt: at,
  };
  books.customers.set(customer.id, customer);
  if (email !== null) books.customersByEmail.set(email, customer.id);
  emitEvent(books, 'customers/create', customerPayload(books, customer), at);
  return customer;
}

/** Changes identity fields and emits customers/update. */
export function updateCustomer(
  books: ShopBooks,
  id: ShopifyId,
  input: Omit<CustomerInput, 'email' | 'tags'>,
): Customer {
  const customer = customerOf(books, id);
  const at = input.at ?? books.clock.now();
  customer.phone = input.phone ?? customer.phone;
  customer.firstName = input.firstName ?? customer.firstName;
  customer.lastName = input.lastName ?? customer.lastName;
  customer.note = input.note ?? customer.note;
  customer.defaultAddress = input.address ?? customer.defaultAddress;
  customer.updatedAt = at;
  emitEvent(books, 'customers/update', customerPayload(books, customer), at);
  return customer;
}

/** Where each channel's consent is stored, and which topic reports it. */
const CONSENTS = {
  email: {
    kept: 'emailConsent',
    topic: 'customers_email_marketing_consent/update',
    payload: emailConsentPayload,
  },
  sms: {
    kept: 'smsConsent',
    topic: 'customers_marketing_consent/update',
    payload: smsConsentPayload,
  },
} as const;

/** Sets the marketing consent of a channel; emits the channel's consent topic, unless nothing changed. */
export function setConsent(
  books: ShopBooks,
  id: ShopifyId,
  channel: MarketingChannel,
  state: MarketingState,
  change: { optInLevel?: OptInLevel; at?: number } = {},
): Customer {
  const { kept: consentField, topic, payload } = CONSENTS[channel];
  const customer = customerOf(books, id);
  const at = change.at ?? books.clock.now();
  const known = customer[consentField];
  const optInLevel =
    change.optInLevel ?? (state === 'subscribed' ? 'single_opt_in' : known.optInLevel);
  if (state === known.state && optInLevel === known.optInLevel) return customer;
  customer[consentField] = { state, optInLevel, updatedAt: at };
  customer.updatedAt = at;
  emitEvent(books, topic, payload(books, customer), at);
  return customer;
}

/**
 * Adds and removes tags, which are the same whatever their case; emits customer.tags_added and customer.tags_removed
 * for what really changed.
 */
export function tagCustomer(
  books: ShopBooks,
  id: ShopifyId,
  change: { add?: string[]; remove?: string[]; at?: number },
): Customer {
  const customer = customerOf(books, id);
  const at = change.at ?? books.clock.now();
  const has = (tags: readonly string[], wanted: string) =>
    tags.some((tag) => tag.toLowerCase() === wanted.toLowerCase());
  const added = (change.add ?? []).filter((tag) => !has(customer.tags, tag));
  const removed = customer.tags.filter((tag) => has(change.remove ?? [], tag));
  customer.tags = [...customer.tags.filter((tag) => !removed.includes(tag)), ...added];
  if (added.length + removed.length > 0) customer.updatedAt = at;
  for (const [topic, tags] of [
    ['customer.tags_added', added],
    ['customer.tags_removed', removed],
  ] as const) {
    if (tags.length > 0) emitEvent(books, topic, tagsPayload(books, customer, tags, at), at);
  }
  return customer;
}

/** The customer with an id; throws when there is none. */
export function customerOf(books: ShopBooks, id: ShopifyId): Customer {
  const customer = books.customers.get(id);
  if (!customer)
    throw new Error(`The store has no customer ${id}. Take an id from shop.customers.`);
  return customer;
}
