import { idOf } from '#app/lib/ids.ts';
import { toMinor } from '#app/lib/money.ts';
import type { DomainEvent, OrderSnapshot } from '#app/events/event.ts';
import { minorIn } from '#app/events/payloads/payload-values.ts';
import {
  deletedOrderPayload,
  objectId,
  orderPayload,
  type ShopifyOrder,
} from '#app/events/payloads/shopify-payload.ts';
import { momentOf, moneyOf } from '#app/events/payloads/optional-values.ts';
import { boundedOrderLines, linesIn } from './line-items.ts';
import { consentsIn } from './marketing-consents.ts';
import { buyerOf, identifiersOf } from './person.ts';
import { orderEvent } from './order-event.ts';
import {
  parsedEvents,
  defineTopicHandler,
  undated,
  type DeliveryContext,
} from './topic-handler.ts';
import { isShownInAnother, shownLines, type ShownTotals } from './shown-prices.ts';
import { subsecondField } from './state-time.ts';
import { touchOf } from './touch.ts';
import type { TopicRecord } from './topic-record.ts';

const order = orderPayload.transform((payload, ctx) => {
  const { currency } = payload;
  const stated: Omit<OrderSnapshot, 'placedAt' | 'presentment'> = {
    orderId: objectId(payload),
    name: payload.name,
    updatedAt: payload.updated_at,
    cancelledAt: payload.cancelled_at,
    total: { minor: minorIn(ctx, ['total_price'], payload.total_price, currency), currency },
    discountMinor: minorIn(ctx, ['total_discounts'], payload.total_discounts, currency),
    ...boundedOrderLines(linesIn(ctx, payload.line_items, currency)),
    cartToken: payload.cart_token,
    checkoutToken: payload.checkout_token,
  };
  return { payload, stated };
});

/**
 * Every orders/* topic that sends the whole order. Each says that the order exists, under one id, so that a lost
 * orders/create is made good by the next; and how it stands now, under an id of what is said, so that two topics
 * saying the same count once. An order paid with test money says only which cart and checkout it came from.
 */
const readOrder = defineTopicHandler(order, ({ payload, stated }, delivery) => {
  const isTest = payload.test === true;
  const buyer = buyerOf(delivery, payload, payload.contact_email);
  const presentment = moneyOf(
    delivery,
    'total_price_set.presentment_money',
    payload.total_price_set?.presentment_money ?? null,
  );
  const snapshot: OrderSnapshot = {
    ...stated,
    lines: shownLines(
      delivery,
      stated.lines,
      { ...stated, presentment },
      payload.line_items.map(({ price_set }) => price_set?.presentment_money ?? null),
    ),
    placedAt: momentOf(delivery, 'processed_at', payload.processed_at) ?? payload.created_at,
    presentment,
    contact: buyer.contact,
    ...(isTest && { test: true }),
    ...(payload.source_name !== null && { source: payload.source_name }),
    ...(isCollected(payload) && { isCollected: true }),
    ...currentTotalOf(delivery, payload, { ...stated, presentment }),
  };
  const { orderId, name, placedAt, updatedAt, checkoutToken, cartToken } = snapshot;
  const { customerId, email, phone, traits, record } = buyer;
  const identifiers = identifiersOf(
    ['customer', customerId],
    ['email', email],
    ['order', orderId],
    ['checkout', checkoutToken],
    ['cart', cartToken],
    ['phone', phone],
  );
  if (isTest && !delivery.countsTestOrders) {
    // Not by the order itself: parcels and refunds of it belong to no buyer.
    const [first, ...others] = identifiers.filter(({ kind }) => kind !== 'order');
    if (!first) return parsedEvents();
    return parsedEvents({
      kind: 'order.tested',
      id: idOf('order.tested', orderId),
      at: placedAt,
      topic: delivery.topic,
      identifiers: [first, ...others],
      traitsAt: placedAt,
      traits: {},
      orderId,
      name,
      cartToken,
      checkoutToken,
    });
  }
  const touch = touchOf(payload.landing_site, payload.referring_site, placedAt);
  const shared = { topic: delivery.topic, identifiers, traitsAt: updatedAt, traits, record };
  const cancelled =
    snapshot.cancelledAt === null
      ? []
      : [
          {
            kind: 'order.cancelled' as const,
            id: idOf('order.cancelled', orderId),
            at: snapshot.cancelledAt,
            ...shared,
            orderId,
          },
        ];
  return parsedEvents(
    {
      kind: 'order.placed',
      id: idOf('order.placed', orderId),
      at: placedAt,
      ...shared,
      orderId,
      name,
      ...(isTest && { test: true }),
      ...(snapshot.source !== undefined && { source: snapshot.source }),
      ...(snapshot.isCollected && { isCollected: true }),
      ...(snapshot.total.minor === 0 && { isFree: true }),
      ...codesOf(payload),
    },
    {
      kind: 'order.changed',
      id: idOf('order.changed', JSON.stringify([snapshot, identifiers, traits, touch])),
      at: updatedAt,
      ...shared,
      ...(touch && { touch }),
      // What was placed is one state, of which every topic says the same.
      order: {
        ...snapshot,
        ...(snapshot.currentTotal && subsecondField(updatedAt, delivery)),
        // Beside the id: the same state of an order, as a webhook has it, says nothing of its returns.
        ...returnsOf(payload.return_status, updatedAt),
      },
    },
    ...cancelled,
    ...consentsIn(payload.customer, buyer, delivery, 'customer.'),
  );
});

/** The discount codes of an order with what they took off, where it has any; null where an amount cannot be read. */
function codesOf({
  discount_codes: sent,
  currency,
}: ShopifyOrder): Pick<Extract<DomainEvent, { kind: 'order.placed' }>, 'codes'> {
  if (sent.length === 0) return {};
  return {
    codes: sent.map(({ code, amount }) => ({ code, minor: toMinor(amount ?? '', currency) })),
  };
}

/** orders/delete: says which, but not when. */
const readDeletedOrder = defineTopicHandler(deletedOrderPayload, (payload, delivery) => {
  const { triggeredAt: at } = delivery;
  if (at === null) return undated('deleted_at');
  const orderId = objectId(payload);
  return parsedEvents({
    ...orderEvent(orderId, at, delivery),
    kind: 'order.deleted',
    id: idOf('order.deleted', orderId),
  });
});

/** Whether an order is not shipped: it has goods and no address to send them to. A till says only the latter. */
function isCollected(order: ShopifyOrder): boolean {
  if (order.shipping_address !== null) return false;
  return (
    order.source_name === 'pos' ||
    order.line_items.some((line) => line.requires_shipping === true && line.gift_card !== true)
  );
}

/** States of returns that are not over: what comes back is not final yet. */
const OPEN_RETURNS = new Set(['return_requested', 'in_progress', 'inspection_complete']);

/** Whether a return is open, where that is said. */
function returnsOf(status: string | null, at: number): Pick<OrderSnapshot, 'returns'> {
  return status === null ? {} : { returns: { isOpen: OPEN_RETURNS.has(status), at } };
}

/** What is left of a total, where that is said and is not all of it. */
function currentTotalOf(
  delivery: DeliveryContext,
  { current_total_price: amount, current_total_price_set: set }: ShopifyOrder,
  totals: ShownTotals,
): Pick<OrderSnapshot, 'currentTotal' | 'currentPresentment'> {
  if (amount === null) return {};
  const { minor, currency } = totals.total;
  const current = moneyOf(delivery, 'current_total_price', { amount, currency_code: currency });
  if (current === null || current.minor === minor) return {};
  if (!isShownInAnother(totals)) return { currentTotal: current };
  const field = 'current_total_price_set.presentment_money';
  const shown = moneyOf(delivery, field, set?.presentment_money ?? null);
  return shown?.currency === totals.presentment?.currency && shown
    ? { currentTotal: current, currentPresentment: shown }
    : { currentTotal: current };
}

export const orderTopics: TopicRecord = {
  names: [
    'orders/create',
    'orders/paid',
    'orders/updated',
    'orders/cancelled',
    'orders/fulfilled',
    'orders/partially_fulfilled',
  ],
  handler: readOrder,
  subscription: 'topic',
  origin: 'an order',
  shape: { object: 'Order', has: ['line_items'] },
};

export const deletedOrderTopic: TopicRecord = {
  names: ['orders/delete'],
  handler: readDeletedOrder,
  subscription: 'topic',
  origin: 'an order',
  shape: { object: 'Order', lacks: ['line_items', 'email'] },
};
