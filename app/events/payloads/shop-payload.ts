import { z } from 'zod';
import { currency, shopifyId, text, written } from './payload-values.ts';

/** app/scopes_update. Its `id` is not the shop's. */
export const scopesPayload = z.object({
  shop_id: shopifyId,
  previous: z.array(z.string()),
  current: z.array(z.string()),
});

/** app_subscriptions/update. */
export const subscriptionPayload = z.object({
  app_subscription: z.object({ admin_graphql_api_id: shopifyId }),
});

/** bulk_operations/finish. */
export const bulkFinishedPayload = z.object({ admin_graphql_api_id: shopifyId });

const namedShop = { id: shopifyId, myshopify_domain: z.string().nullish() };

/** app/uninstalled: the shop as it was; only which it is counts. */
export const uninstalledPayload = z.object(namedShop);

/** shop/update. */
export const shopPayload = z.object({
  ...namedShop,
  name: text,
  email: written,
  currency,
  iana_timezone: written,
  country_code: written,
  plan_name: written,
});

const plainId = z.union([z.number(), z.string()]).nullish();

const ofShop = {
  shop_id: z.union([z.number(), z.string()]),
  shop_domain: z.string('expected the domain of the shop'),
};
const ofCustomer = {
  ...ofShop,
  customer: z.object({ id: plainId, email: z.string().nullish(), phone: z.string().nullish() }),
};

/**
 * The three compliance topics. The erasure of a shop is strict, because it cannot be undone and the bodies of the
 * others hold all of its fields: a field that is not expected says that the body is of another.
 */
export const COMPLIANCE_PAYLOADS = {
  'customers/data_request': z.object({
    ...ofCustomer,
    orders_requested: z.array(plainId).nullish(),
    data_request: z.object({ id: plainId }),
  }),
  'customers/redact': z.object({
    ...ofCustomer,
    orders_to_redact: z.array(plainId).nullable(),
  }),
  'shop/redact': z.strictObject(ofShop),
};
