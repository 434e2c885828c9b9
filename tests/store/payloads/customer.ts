import type { ShopBooks } from '../shop-books.ts';
import {
  gid,
  orderTotal,
  type Address,
  type Customer,
  type MarketingConsent,
} from '../shop-records.ts';
import { amount, idNumber, shopTime, type Payload } from './values.ts';

/** customers/*: identity only. Since 2025-01 neither tags nor consent nor order counts. */
export function customerPayload(books: ShopBooks, customer: Customer): Payload {
  const address = customer.defaultAddress && customerAddress(customer, customer.defaultAddress);
  return { ...embeddedCustomer(books, customer), addresses: address ? [address] : [] };
}

/** The customer inside a checkout or an order. */
export function embeddedCustomer(books: ShopBooks, customer: Customer): Payload {
  return {
    id: idNumber(customer.id),
    created_at: shopTime(books, customer.createdAt),
    updated_at: shopTime(books, customer.updatedAt),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: 'disabled',
    note: customer.note,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    email: customer.email,
    phone: customer.phone,
    currency: books.identity.currency,
    tax_exemptions: [],
    admin_graphql_api_id: gid('Customer', customer.id),
    default_address: customer.defaultAddress && customerAddress(customer, customer.defaultAddress),
  };
}

/** customers_email_marketing_consent/update. */
export function emailConsentPayload(books: ShopBooks, customer: Customer): Payload {
  return {
    customer_id: idNumber(customer.id),
    email_address: customer.email,
    email_marketing_consent: consentPayload(books, customer.emailConsent),
  };
}

/** customers_marketing_consent/update, which is about text messages. */
export function smsConsentPayload(books: ShopBooks, customer: Customer): Payload {
  return {
    id: idNumber(customer.id),
    phone: customer.phone,
    sms_marketing_consent: {
      ...consentPayload(books, customer.smsConsent),
      consent_collected_from: 'OTHER',
    },
  };
}

function consentPayload(books: ShopBooks, consent: MarketingConsent): Payload {
  const { state, optInLevel, updatedAt } = consent;
  return {
    state,
    opt_in_level: optInLevel,
    consent_updated_at: updatedAt === null ? null : shopTime(books, updatedAt),
  };
}

/** customer.tags_added and customer.tags_removed. */
export function tagsPayload(
  books: ShopBooks,
  customer: Customer,
  tags: string[],
  at: number,
): Payload {
  return { customerId: gid('Customer', customer.id), tags, occurredAt: shopTime(books, at) };
}

/** customers/purchasing_summary: what a customer has bought so far. */
export function purchasingSummary(books: ShopBooks, customer: Customer, at: number): Payload {
  const orders = customer.orderIds.flatMap((id) => books.orders.get(id) ?? []);
  const lastOrder = orders.at(-1);
  return {
    customerId: gid('Customer', customer.id),
    numberOfOrders: orders.length,
    amountSpent: {
      amount: amount(orders.reduce((sum, order) => sum + orderTotal(order), 0)),
      currencyCode: books.identity.currency,
    },
    lastOrderId: lastOrder ? gid('Order', lastOrder.id) : null,
    occurredAt: shopTime(books, at),
  };
}

/** A billing or shipping address as checkouts and orders write it. */
export function addressPayload(address: Address | null): Payload | null {
  if (!address) return null;
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    name: `${address.firstName} ${address.lastName}`.trim(),
    company: address.company,
    address1: address.address1,
    address2: null,
    phone: null,
    city: address.city,
    zip: address.zip,
    province: null,
    province_code: null,
    country: address.country,
    country_code: address.countryCode,
    latitude: null,
    longitude: null,
  };
}

function customerAddress(customer: Customer, address: Address): Payload {
  const { latitude: _latitude, longitude: _longitude, ...shared } = addressPayload(address) ?? {};
  return {
    id: idNumber(customer.id),
    customer_id: idNumber(customer.id),
    ...shared,
    country_name: address.country,
    default: true,
  };
}
