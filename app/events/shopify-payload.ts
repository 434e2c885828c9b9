import { z } from 'zod';
import {
  amount,
  consentState,
  country,
  currency,
  email,
  idDigits,
  locale,
  moment,
  optionalId,
  optionalMoment,
  optionalText,
  optionalToken,
  phone,
  quantity,
  shopifyId,
  text,
  token,
  webAddress,
} from './payload-values.ts';

/**
 * The parts of Shopify's webhook payloads (API 2026-07) that we read; everything else is ignored. What an event
 * stands on must be there and readable. What is told by the way may be missing or odd.
 */

/** Shopify allows 500 lines; more would be someone else's payload. */
const MOST_LINES = 500;

/** The id of an object; the global id wins because it survives readers that round big numbers. */
export function objectId(object: { id: string; admin_graphql_api_id: string | null }): string {
  return idDigits(object.admin_graphql_api_id ?? '') ?? object.id;
}

const identified = { id: shopifyId, admin_graphql_api_id: optionalText };

const moneySet = z.object({ shop_money: z.object({ amount, currency_code: currency }) });

const address = z
  .object({
    first_name: optionalText,
    last_name: optionalText,
    company: optionalText,
    country_code: country,
  })
  .nullish()
  // An address nobody has filled in arrives as [].
  .catch(null);

const person = {
  email,
  phone,
  first_name: optionalText,
  last_name: optionalText,
  default_address: address,
};

const buyer = z
  .object({ ...identified, ...person })
  .nullish()
  .catch(null);

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

const pricedLine = z.object({
  product_id: optionalId,
  variant_id: optionalId,
  title: text,
  variant_title: optionalText,
  quantity,
  price: amount,
});
export type PricedLine = z.infer<typeof pricedLine>;

const purchase = {
  email,
  phone,
  cart_token: optionalToken,
  currency,
  total_price: amount,
  customer_locale: locale,
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

/** Every topic that tells a whole order. */
export const orderPayload = z.object({
  ...purchase,
  ...identified,
  name: text,
  test: z.boolean().nullish().catch(null),
  contact_email: email,
  checkout_token: optionalToken,
  processed_at: optionalMoment,
  cancelled_at: optionalMoment,
  total_discounts: amount,
});

/** fulfillments/create, fulfillments/update. */
export const fulfillmentPayload = z.object({
  ...identified,
  order_id: shopifyId,
  status: text,
  created_at: moment,
});

/** fulfillment_events/create. */
export const fulfillmentEventPayload = z.object({
  ...identified,
  order_id: shopifyId,
  status: text,
  happened_at: optionalMoment,
  created_at: optionalMoment,
});

/** refunds/create. A transaction may leave its currency to its refund. */
export const refundPayload = z.object({
  ...identified,
  order_id: shopifyId,
  created_at: optionalMoment,
  processed_at: optionalMoment,
  total_duties_set: moneySet.nullish().catch(null),
  refund_line_items: z
    .array(z.object({ subtotal_set: moneySet.nullish() }))
    .nullish()
    .catch(null),
  transactions: z.array(
    z.object({
      kind: text,
      status: text,
      test: z.boolean().nullish().catch(null),
      amount,
      currency: currency.nullish(),
    }),
  ),
});

/** customers/create, update, enable, disable. */
export const customerPayload = z.object({
  ...identified,
  ...person,
  updated_at: optionalMoment,
  created_at: optionalMoment,
});

/** customers/delete. */
export const deletedCustomerPayload = z.object(identified);

/** customers/merge. */
export const mergedCustomersPayload = z.object({
  admin_graphql_api_customer_kept_id: shopifyId,
  admin_graphql_api_customer_deleted_id: shopifyId,
  status: text,
});

const consent = z.object({ state: consentState, consent_updated_at: optionalMoment });

/** customers_email_marketing_consent/update. */
export const emailConsentPayload = z.object({
  customer_id: shopifyId,
  email_address: email,
  email_marketing_consent: consent,
});

/** customers_marketing_consent/update: despite its name, of text messages. */
export const smsConsentPayload = z.object({ id: shopifyId, phone, sms_marketing_consent: consent });

/** products/create, products/update. Prices are in the shop's currency, which is not told. */
export const productPayload = z.object({
  ...identified,
  title: text,
  handle: optionalText,
  status: text,
  updated_at: moment,
  image: z.object({ src: webAddress }).nullish().catch(null),
  variants: z
    .array(
      z.object({
        ...identified,
        title: optionalText,
        sku: optionalText,
        price: amount,
        inventory_quantity: z.int32().nullish().catch(null),
      }),
    )
    .max(2_048),
});

/** products/delete, variants/in_stock, variants/out_of_stock. */
export const onlyIdPayload = z.object(identified);

/** app/scopes_update. */
export const scopesPayload = z.object({ current: z.array(z.string()) });

/** shop/update. */
export const shopPayload = z.object({
  name: text,
  email,
  currency,
  iana_timezone: z.string('expected an IANA time zone'),
  country_code: country,
});

const plainId = z.union([z.number(), z.string()]).nullish();

/** The three compliance topics. */
export const dutyPayload = z.object({
  shop_id: plainId,
  shop_domain: z.string('expected the domain of the shop'),
  customer: z
    .object({ id: plainId, email: z.string().nullish(), phone: z.string().nullish() })
    .nullish(),
  orders_requested: z.array(plainId).nullish(),
  orders_to_redact: z.array(plainId).nullish(),
  data_request: z.object({ id: plainId }).nullish(),
});
