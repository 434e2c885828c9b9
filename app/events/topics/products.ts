import type { z } from 'zod';
import { NO_CURRENCY, toMinor } from '#app/lib/money.ts';
import {
  onlyIdPayload,
  productPayload,
  VARIANTS_SENT,
  variantStockPayload,
} from '#app/events/payloads/catalog-payload.ts';
import { objectId } from '#app/events/payloads/shopify-payload.ts';
import { momentOf } from '#app/events/payloads/optional-values.ts';
import { FIELDS_OF_WHOLE, PURCHASE_FIELDS } from '#app/events/payloads/body-shape.ts';
import {
  catalogChanged,
  defineTopicHandler,
  unusable,
  type DeliveryContext,
} from './topic-handler.ts';
import { stateMomentAt } from './state-time.ts';
import type { TopicRecord } from './topic-record.ts';

/** products/create, products/update. */
const readProduct = defineTopicHandler(productPayload, (payload, delivery) => {
  const currency = delivery.shopCurrency ?? NO_CURRENCY;
  const updatedAt = stateMomentAt(payload.updated_at, delivery);
  const variants = [];
  for (const [index, variant] of payload.variants.entries()) {
    const priceMinor = toMinor(variant.price, currency);
    if (priceMinor === null)
      return unusable(`variants[${index}].price: expected an amount in its currency`);
    variants.push({
      id: objectId(variant),
      title: variant.title,
      sku: variant.sku,
      priceMinor,
      compareAtMinor: compareAt(delivery, index, variant.compare_at_price, currency),
      ...(variant.unit_cost !== undefined && {
        costMinor: costOf(variant.unit_cost, currency),
      }),
      currency,
      inventory: variant.inventory_quantity ?? null,
      policy: variant.inventory_policy,
      tracked: variant.tracked ?? null,
      stockAt: delivery.isRecord ? null : updatedAt,
    });
  }
  return catalogChanged({
    kind: 'product.changed',
    product: {
      id: objectId(payload),
      title: payload.title,
      handle: payload.handle,
      imageUrl: payload.image?.src ?? null,
      status: payload.status,
      published: payload.published_at !== null,
      vendor: payload.vendor,
      productType: payload.product_type,
      tags: tagsOf(payload.tags),
      createdAt: momentOf(delivery, 'created_at', payload.created_at),
      updatedAt,
      variants,
      variantIds: variantIdsOf(payload),
    },
  });
});

/** The ids of all variants; null when there may be more than were sent. */
function variantIdsOf({
  variants,
  variant_gids: ids,
}: z.infer<typeof productPayload>): string[] | null {
  if (ids) return ids.map(({ admin_graphql_api_id: id }) => id);
  return variants.length < VARIANTS_SENT ? variants.map(objectId) : null;
}

/** What Shopify allows a product. */
const MOST_TAGS = 250;
const LONGEST_TAG = 255;

function tagsOf(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim().slice(0, LONGEST_TAG));
  return [...new Set(tags)].filter((tag) => tag !== '').slice(0, MOST_TAGS);
}

function compareAt(
  delivery: DeliveryContext,
  index: number,
  amount: string | null,
  currency: string,
): number | null {
  if (amount === null) return null;
  const minor = toMinor(amount, currency);
  if (minor === null)
    delivery.reportIssue(
      `variants[${String(index)}].compare_at_price`,
      'expected an amount in its currency',
      amount,
    );
  return minor;
}

/** A cost in another currency than the price says nothing of the margin. */
function costOf(
  cost: z.infer<typeof productPayload>['variants'][number]['unit_cost'],
  currency: string,
): number | null {
  return cost?.currency_code === currency ? toMinor(cost.amount ?? '', currency) : null;
}

/** products/delete. */
const readDeletedProduct = defineTopicHandler(onlyIdPayload, (payload) =>
  catalogChanged({ kind: 'product.deleted', productId: objectId(payload) }),
);

/** variants/in_stock, variants/out_of_stock: the topic itself is the change. */
const readVariantStock = defineTopicHandler(variantStockPayload, (payload, delivery) =>
  catalogChanged({
    kind: 'variant.stock',
    variantId: objectId(payload),
    inStock: delivery.topic === 'variants/in_stock',
    policy: payload.inventory_policy,
    at: delivery.triggeredAt,
  }),
);

export const productTopics: TopicRecord = {
  names: ['products/create', 'products/update'],
  handler: readProduct,
  subscription: 'topic',
  origin: 'a visit',
  shape: { object: 'Product', lacks: PURCHASE_FIELDS },
};

export const deletedProductTopic: TopicRecord = {
  names: ['products/delete'],
  handler: readDeletedProduct,
  subscription: 'topic',
  origin: 'a visit',
  shape: { object: 'Product', lacks: [...FIELDS_OF_WHOLE, 'title'] },
};

export const variantStockTopics: TopicRecord = {
  names: ['variants/in_stock', 'variants/out_of_stock'],
  handler: readVariantStock,
  subscription: 'topic',
  origin: 'a visit',
  shape: { object: 'ProductVariant', lacks: FIELDS_OF_WHOLE },
};
