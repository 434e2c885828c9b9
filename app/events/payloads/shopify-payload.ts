import { z } from 'zod';
import {
  amount,
  consentState,
  currency,
  idDigits,
  moment,
  optionalId,
  optionalMoment,
  optionalName,
  optionalText,
  optionalToken,
  quantity,
  shopifyId,
  text,
  token,
  webAddress,
  written,
  writtenIfSent,
} from './payload-values.ts';

/**
 * The parts of Shopify's webhook payloads (API 2026-07) that we read; everything else is ignored. What an event
 * stands on must be there and readable. What is optional may be missing or unreadable.
 */

/** Shopify's checkout allows 500 lines, the Admin API more; beyond this it is no payload of a shop. */
const MOST_LINES = 10_000;

/** The id of an object; the global id wins because it survives readers that round big numbers. */
export function objectId(object: { id: string; admin_graphql_api_id: string | null }): string {
  return idDigits(object.admin_graphql_api_id ?? '') ?? object.id;
}

/** How Shopify names an object. */
export const objectIdFields = { id: shopifyId, admin_graphql_api_id: optionalText };

const presentment_money = z
  .object({ amount: written, currency_code: written })
  .nullish()
  .catch(null)
  .transform(orNull);

export const moneySet = z.object({
  shop_money: z.object({ amount, currency_code: currency }),
  presentment_money,
});
export type MoneySet = z.infer<typeof moneySet>;

const address = z
  .object({
    first_name: optionalName,
    last_name: optionalName,
    company: optionalName,
    country_code: written,
    province_code: optionalText,
  })
  .nullish()
  // An empty address arrives as [].
  .catch(null)
  .transform(orNull);
export type Address = NonNullable<z.infer<typeof address>>;

const person = {
  email: written,
  phone: written,
  first_name: optionalName,
  last_name: optionalName,
  default_address: address,
};

/** A refusal must count whatever its date is, so the date is read separately. */
const consent = z.object({ state: consentState, consent_updated_at: written });

/** The same inside a customer's record, which is about more. */
const consentInside = consent.nullish().catch(null);

const customer = z.object({
  ...objectIdFields,
  ...person,
  email_marketing_consent: consentInside,
  sms_marketing_consent: consentInside,
});
export type Customer = z.infer<typeof customer>;

const buyer = customer.nullish().catch(null).transform(orNull);

const cartLine = z.object({
  product_id: optionalId,
  variant_id: optionalId,
  title: text,
  quantity,
  price_set: moneySet,
  line_price_set: moneySet,
});

/** carts/create, carts/update. Its only currency is in its lines. */
export const cartPayload = z.object({
  token,
  updated_at: optionalMoment,
  created_at: optionalMoment,
  line_items: z.array(cartLine).max(MOST_LINES),
});

/** An amount of which the shop's own stands beside it. */
const presentmentSet = z.object({ presentment_money }).nullish().catch(null).transform(orNull);

const pricedLine = z.object({
  product_id: optionalId,
  variant_id: optionalId,
  title: text,
  variant_title: optionalText,
  quantity,
  current_quantity: quantity.nullish().catch(null),
  fulfillable_quantity: quantity.nullish().catch(null),
  requires_shipping: z.boolean().nullish().catch(null),
  gift_card: z.boolean().nullish().catch(null),
  price: amount,
  price_set: presentmentSet,
});
export type PricedLine = z.infer<typeof pricedLine>;

const purchase = {
  email: written,
  phone: written,
  cart_token: optionalToken,
  currency,
  total_price: amount,
  customer_locale: written,
  landing_site: optionalText,
  referring_site: optionalText,
  billing_address: address,
  shipping_address: address,
  customer: buyer,
  created_at: moment,
  updated_at: moment,
  line_items: z.array(pricedLine).max(MOST_LINES),
};
export type Purchase = z.infer<z.ZodObject<typeof purchase>>;

/** checkouts/create, checkouts/update. Amounts are in the currency the shopper sees. */
export const checkoutPayload = z.object({
  ...purchase,
  token,
  presentment_currency: currency.nullish(),
  completed_at: optionalMoment,
  abandoned_checkout_url: webAddress,
});

/** checkouts/delete. */
export const deletedCheckoutPayload = z.object({ token: optionalToken, cart_token: optionalToken });

/** Codes that an order was placed with; a shop lets a shopper combine a handful. */
const discountCodes = z
  .array(z.object({ code: text, amount: written }))
  .max(100)
  .catch([])
  .default([]);

/** Every topic that sends a whole order. */
export const orderPayload = z.object({
  ...purchase,
  ...objectIdFields,
  name: text,
  test: z.boolean().nullish().catch(null),
  source_name: optionalText,
  /** Said by a bulk file alone; no webhook has it. */
  return_status: optionalText,
  current_total_price: written,
  discount_codes: discountCodes,
  contact_email: written,
  checkout_token: optionalToken,
  processed_at: written,
  cancelled_at: optionalMoment,
  total_discounts: amount,
  total_price_set: presentmentSet,
  current_total_price_set: presentmentSet,
});
export type ShopifyOrder = z.infer<typeof orderPayload>;

/** fulfillments/create, fulfillments/update. The lines are those of this parcel; a bulk file has none. */
export const fulfillmentPayload = z.object({
  ...objectIdFields,
  order_id: shopifyId,
  status: text,
  created_at: moment,
  updated_at: optionalMoment.catch(null),
  line_items: z
    .array(z.object({ product_id: optionalId, variant_id: optionalId, title: text, quantity }))
    .max(MOST_LINES)
    .nullish()
    .catch(null)
    .transform(orNull),
});
export type Fulfillment = z.infer<typeof fulfillmentPayload>;

/** fulfillment_events/create. */
export const fulfillmentEventPayload = z.object({
  ...objectIdFields,
  order_id: shopifyId,
  fulfillment_id: optionalId,
  status: text,
  happened_at: optionalMoment,
  created_at: optionalMoment,
});

/** The most tags that Shopify lets a customer have. */
const MOST_TAGS = 250;

/** All tags of a customer, in one text or as a list; undefined when they were not sent, or cannot be these. */
const tagsIfSent = z
  .union([
    z.string().transform((names) => names.split(',')),
    z.array(z.string()),
    z.null().transform(() => undefined),
  ])
  .optional()
  .transform((names) => names?.map((name) => name.trim()).filter((name) => name !== ''))
  .refine((names) => names === undefined || names.length <= MOST_TAGS)
  .catch(undefined);

/** customers/create, update, enable, disable. */
export const customerPayload = customer.extend({
  email: writtenIfSent,
  phone: writtenIfSent,
  updated_at: optionalMoment,
  created_at: optionalMoment,
  tags: tagsIfSent,
});

/** customers/delete. */
export const deletedCustomerPayload = z.object(objectIdFields);

/** orders/delete. */
export const deletedOrderPayload = z.object(objectIdFields);

/** customers/merge. */
export const mergedCustomersPayload = z.object({
  admin_graphql_api_customer_kept_id: shopifyId,
  admin_graphql_api_customer_deleted_id: shopifyId,
  status: text,
});

/** customers_email_marketing_consent/update. */
export const emailConsentPayload = z.object({
  customer_id: shopifyId,
  email_address: written,
  email_marketing_consent: consent,
  /** When the customer of a line in a bulk file was changed last; no webhook has it. */
  recorded_at: written,
});

/** customers_marketing_consent/update: despite its name, of text messages. Without a state no consent was asked for. */
export const smsConsentPayload = z.object({
  id: shopifyId,
  phone: written,
  sms_marketing_consent: consent.extend({ state: consentState.nullish() }).nullish(),
  recorded_at: written,
});

/** customer.tags_added, customer.tags_removed. */
export const customerTagsPayload = z.object({
  customerId: shopifyId,
  tags: z.array(z.string().transform((name) => name.trim())).max(MOST_TAGS),
  occurredAt: moment,
});

/** customers/purchasing_summary. */
export const purchasingSummaryPayload = z.object({
  customerId: shopifyId,
  numberOfOrders: z.int().nonnegative(),
  amountSpent: z.object({ amount, currencyCode: currency }),
  occurredAt: moment,
});

/** draft_orders/create, draft_orders/update. */
export const draftOrderPayload = z.object({
  ...objectIdFields,
  name: text,
  status: text,
  email: written,
  currency,
  total_price: amount,
  customer: buyer,
  updated_at: moment,
});

function orNull<T>(value: T | null | undefined): T | null {
  return value ?? null;
}
