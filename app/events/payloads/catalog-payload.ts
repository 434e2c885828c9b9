import { z } from 'zod';
import {
  amount,
  currency,
  moment,
  optionalText,
  shopifyId,
  text,
  webAddress,
  written,
} from './payload-values.ts';
import { objectIdFields } from './shopify-payload.ts';

/** What Shopify allows a product. */
const MOST_VARIANTS = 2_048;
/** Variants that a webhook holds at most: a product of which it has as many may have more. */
export const VARIANTS_SENT = 100;

/** GraphQL writes it in upper case. */
const stockPolicy = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['deny', 'continue']))
  .nullish()
  .catch(null)
  .transform((policy) => policy ?? null);

/** products/create, products/update. Prices are in the shop's currency, which is not sent. */
export const productPayload = z.object({
  ...objectIdFields,
  title: text,
  handle: optionalText,
  status: text,
  vendor: optionalText,
  product_type: optionalText,
  /** Null where the product is not in the online store. */
  published_at: z.unknown().optional(),
  tags: z.string().catch(''),
  created_at: written,
  updated_at: moment,
  image: z.object({ src: webAddress }).nullish().catch(null),
  variants: z
    .array(
      z.object({
        ...objectIdFields,
        title: optionalText,
        sku: optionalText,
        price: amount,
        compare_at_price: written,
        inventory_quantity: z.int32().nullish().catch(null),
        inventory_policy: stockPolicy,
        /** Of bulk files alone. */
        tracked: z.boolean().nullish().catch(null),
        /** Of bulk files alone; null where there is none. */
        unit_cost: z.object({ amount: written, currency_code: currency }).nullish().catch(null),
      }),
    )
    .max(MOST_VARIANTS),
  /** All variants, of which a webhook holds the first `VARIANTS_SENT`. */
  variant_gids: z
    .array(z.object({ admin_graphql_api_id: shopifyId }))
    .max(MOST_VARIANTS)
    .nullish()
    .catch(null),
});

/** collections/create, collections/update. Webhooks do not say what is in it; the import adds that. */
export const collectionPayload = z.object({
  ...objectIdFields,
  title: text,
  handle: optionalText,
  updated_at: moment,
  product_ids: z.array(shopifyId).optional(),
});

/** products/delete, collections/delete. */
export const onlyIdPayload = z.object(objectIdFields);

/** variants/in_stock, variants/out_of_stock. */
export const variantStockPayload = z.object({ ...objectIdFields, inventory_policy: stockPolicy });
