import {
  addressPayload,
  amountOf,
  withGid,
  isDated,
  objectsIn,
  lower,
  moneyPayload,
  objectIn,
  type Payload,
} from './bulk-values.ts';
import { codesPayload } from './code-amounts.ts';
import { bulkCustomerPayload } from './customer-payload.ts';
import type { Webhook } from './webhook.ts';

/** The webhooks about an order: how it stands, its parcels and its refunds. */
export function orderWebhooks(
  order: Payload,
  lines: Payload[],
  countsTestOrders: boolean,
): Webhook[] {
  const webhooks: Webhook[] = [{ topic: 'orders/updated', payload: orderPayload(order, lines) }];
  if (order.test === true && !countsTestOrders) return webhooks;
  for (const fulfillment of objectsIn(order.fulfillments)) {
    const { id, status, createdAt, updatedAt, deliveredAt } = fulfillment;
    webhooks.push({
      topic: 'fulfillments/update',
      payload: {
        ...withGid(fulfillment),
        order_id: order.id,
        status: lower(status),
        created_at: createdAt,
        updated_at: updatedAt,
      },
    });
    if (isDated(deliveredAt))
      webhooks.push({
        topic: 'fulfillment_events/create',
        payload: {
          ...withGid(fulfillment),
          fulfillment_id: id,
          order_id: order.id,
          status: 'delivered',
          happened_at: deliveredAt,
        },
      });
  }
  for (const refund of objectsIn(order.refunds))
    webhooks.push({ topic: 'refunds/create', payload: refundPayload(order, refund) });
  return webhooks;
}

function orderPayload(order: Payload, lines: Payload[]): Payload {
  const visit = objectIn(objectIn(order.customerJourneySummary).lastVisit);
  return {
    ...withGid(order),
    name: order.name,
    email: order.email,
    phone: order.phone,
    test: order.test,
    created_at: order.createdAt,
    processed_at: order.processedAt,
    updated_at: order.updatedAt,
    cancelled_at: order.cancelledAt,
    return_status: lower(order.returnStatus),
    cart_token: order.cartToken,
    checkout_token: order.checkoutToken,
    customer_locale: order.customerLocale,
    currency: order.currencyCode,
    presentment_currency: order.presentmentCurrencyCode,
    source_name: order.sourceName,
    landing_site: pathOf(visit.landingPage),
    referring_site: visit.referrerUrl ?? null,
    total_price: amountOf(order.totalPriceSet),
    current_total_price: amountOf(order.currentTotalPriceSet),
    total_price_set: shownPayload(order.totalPriceSet),
    current_total_price_set: shownPayload(order.currentTotalPriceSet),
    // The API has none where the webhook has zero.
    total_discounts: amountOf(order.totalDiscountsSet) ?? '0',
    discount_codes: codesPayload(order, lines),
    billing_address: addressPayload(order.billingAddress),
    shipping_address: addressPayload(order.shippingAddress),
    customer: order.customer ? bulkCustomerPayload(objectIn(order.customer)) : null,
    line_items: lines.map(linePayload),
  };
}

function linePayload(line: Payload): Payload {
  return {
    id: line.id,
    product_id: objectIn(line.product).id ?? null,
    variant_id: objectIn(line.variant).id ?? null,
    title: line.title,
    variant_title: line.variantTitle,
    quantity: line.quantity,
    current_quantity: line.currentQuantity,
    fulfillable_quantity: line.unfulfilledQuantity,
    requires_shipping: line.requiresShipping,
    gift_card: line.isGiftCard,
    price: amountOf(line.originalUnitPriceSet),
    price_set: shownPayload(line.originalUnitPriceSet),
  };
}

/** An amount in the currency that the shopper was shown; none where it was not read. */
function shownPayload(moneySet: unknown): Payload | null {
  const { presentmentMoney } = objectIn(moneySet);
  return presentmentMoney ? { presentment_money: moneyPayload(presentmentMoney) } : null;
}

/** What was paid back in all; a refund that moved no money is no transaction. */
function refundPayload(order: Payload, refund: Payload): Payload {
  const { amount, currencyCode } = objectIn(objectIn(refund.totalRefundedSet).shopMoney);
  const moved = Number(amount) !== 0;
  return {
    ...withGid(refund),
    order_id: order.id,
    created_at: refund.createdAt,
    processed_at: refund.processedAt,
    transactions: moved
      ? [
          {
            kind: 'refund',
            status: 'success',
            test: order.test === true,
            amount,
            currency: currencyCode,
          },
        ]
      : [],
  };
}

/** Webhooks have the address of a page without its shop. */
function pathOf(page: unknown): string | null {
  const url = typeof page === 'string' ? URL.parse(page) : null;
  return url ? url.pathname + url.search : null;
}
