import type { Identifier, IdentifierKind, RecordContacts, Traits } from '#app/events/event.ts';
import {
  objectId,
  type Address,
  type Customer,
  type Purchase,
} from '#app/events/payloads/shopify-payload.ts';
import {
  countryOf,
  emailOf,
  localeOf,
  phoneOf,
  type Phone,
} from '#app/events/payloads/optional-values.ts';
import type { DeliveryContext } from './topic-handler.ts';

/** Who a person is, as one delivery says. */
export type PayloadPerson = {
  customerId: string | null;
  /** The address that identifies them; `traits` has the one that was given. */
  email: string | null;
  /** E.164. */
  phone: string | null;
  traits: Traits;
  /** What the customer's own record says; a record inside something else may leave out what it has. */
  record: RecordContacts;
};

/** A customer record; `undefined` is what a payload does not have. */
type SentCustomer = Omit<Customer, 'email' | 'phone'> &
  Record<'email' | 'phone', string | null | undefined>;

/** The identifiers that were sent, in the order given. At least one must be: an event belongs to a person. */
export function identifiersOf(
  ...sent: [kind: IdentifierKind, value: string | null][]
): [Identifier, ...Identifier[]] {
  const [first, ...others] = sent.flatMap(([kind, value]) =>
    value === null ? [] : [{ kind, value }],
  );
  if (!first) throw new Error('An event needs an identifier. Let its payload schema demand one.');
  return [first, ...others];
}

/** The traits that were sent; the others are left out, so that they never overwrite what is known. */
export function traitsOf(sent: { [Trait in keyof Traits]: Traits[Trait] | null }): Traits {
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null));
}

/**
 * Whose record a customer record is.
 * @param path where the record stands in the payload, such as `customer.`; empty for the payload itself
 */
export function customerOf(
  delivery: DeliveryContext,
  customer: SentCustomer,
  path = '',
): PayloadPerson {
  const { default_address: home } = customer;
  const customerId = objectId(customer);
  const email = emailOf(delivery, `${path}email`, customer.email ?? null);
  const address = addressOf(delivery, home, `${path}default_address`);
  const phone = phoneOf(delivery, `${path}phone`, customer.phone ?? null, address.country);
  const traits = traitsOf({
    customerId,
    email,
    phone: phone?.shown ?? null,
    firstName: customer.first_name ?? home?.first_name ?? null,
    lastName: customer.last_name ?? home?.last_name ?? null,
    ...address,
    company: home?.company ?? null,
  });
  const record = recordOf({ email, phone: phone?.shown ?? null });
  return { customerId, email, phone: phone?.number ?? null, traits, record };
}

function recordOf({ email, phone }: Record<'email' | 'phone', string | null>): RecordContacts {
  return { ...(email === null ? {} : { email }), ...(phone === null ? {} : { phone }) };
}

/** Who a checkout or an order says its buyer is; `contact` is the address that was given for it. */
export function buyerOf(
  delivery: DeliveryContext,
  purchase: Purchase,
  contactEmail: string | null = null,
): PayloadPerson & { contact: string | null } {
  const { customer, shipping_address: shipping, billing_address: billing } = purchase;
  const home = shipping ?? billing;
  const known = customer ? customerOf(delivery, customer, 'customer.') : null;
  const contact =
    emailOf(delivery, 'email', purchase.email) ?? emailOf(delivery, 'contact_email', contactEmail);
  const email = contact ?? known?.email ?? null;
  const address = addressOf(delivery, home, shipping ? 'shipping_address' : 'billing_address');
  const here = address.country ?? known?.traits.country ?? null;
  const phone: Phone | null = phoneOf(delivery, 'phone', purchase.phone, here);
  const named = traitsOf({
    firstName: home?.first_name ?? null,
    lastName: home?.last_name ?? null,
  });
  const bought = traitsOf({
    email,
    phone: phone?.shown ?? null,
    ...address,
    locale: localeOf(delivery, 'customer_locale', purchase.customer_locale),
    company: home?.company ?? null,
  });
  const { region: _region, ...record } = known?.traits ?? {};
  return {
    customerId: known?.customerId ?? null,
    // A signed-in customer may type any address: it is where this goes, and says nothing of who they are.
    email: known?.email ?? email,
    phone: phone?.number ?? known?.phone ?? null,
    // A region means nothing beside the country of another address.
    traits: { ...named, ...(home ? record : known?.traits), ...bought },
    record: known?.record ?? {},
    contact,
  };
}

function addressOf(
  delivery: DeliveryContext,
  address: Address | null,
  path: string,
): { country: string | null; region: string | null } {
  return {
    country: countryOf(delivery, `${path}.country_code`, address?.country_code ?? null),
    region: address?.province_code ?? null,
  };
}
