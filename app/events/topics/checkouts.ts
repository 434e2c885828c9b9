import { idOf } from '#app/lib/ids.ts';
import type { CartSnapshot, DomainEvent } from '#app/events/event.ts';
import { minorIn } from '#app/events/payloads/payload-values.ts';
import { checkoutPayload, deletedCheckoutPayload } from '#app/events/payloads/shopify-payload.ts';
import { boundedLines, linesIn, piecesOf } from './line-items.ts';
import { consentsIn } from './marketing-consents.ts';
import { buyerOf, identifiersOf } from './person.ts';
import { parsedEvents, defineTopicHandler, undated, unusable } from './topic-handler.ts';
import { subsecondField } from './state-time.ts';
import { touchOf } from './touch.ts';
import type { TopicRecord } from './topic-record.ts';

const checkout = checkoutPayload.transform((payload, ctx) => {
  const currency = payload.presentment_currency ?? payload.currency;
  const lines = linesIn(ctx, payload.line_items, currency);
  const total = { minor: minorIn(ctx, ['total_price'], payload.total_price, currency), currency };
  const snapshot: CartSnapshot = {
    kind: 'checkout',
    token: payload.token,
    cartToken: payload.cart_token,
    createdAt: payload.created_at,
    updatedAt: payload.updated_at,
    lines: boundedLines(lines),
    quantity: piecesOf(lines),
    total,
    presentment: total,
    recoveryUrl: payload.abandoned_checkout_url,
    completed: payload.completed_at !== null,
  };
  return { payload, snapshot };
});

/** checkouts/create, checkouts/update: a cart whose owner has begun to say who they are. */
const readCheckout = defineTopicHandler(checkout, ({ payload, snapshot }, delivery) => {
  const { token, cartToken, updatedAt } = snapshot;
  const buyer = buyerOf(delivery, payload);
  const { customerId, email, phone, traits, record } = buyer;
  const identifiers = identifiersOf(
    ['email', email],
    ['customer', customerId],
    ['checkout', token],
    ['cart', cartToken],
    ['phone', phone],
  );
  const touch = touchOf(payload.landing_site, payload.referring_site, snapshot.createdAt);
  const changed: DomainEvent = {
    kind: 'checkout.changed',
    id: idOf('checkout.changed', JSON.stringify([snapshot, identifiers, traits, touch])),
    at: updatedAt,
    topic: delivery.topic,
    identifiers,
    traitsAt: updatedAt,
    traits,
    record,
    ...(touch && { touch }),
    cart: { ...snapshot, ...subsecondField(updatedAt, delivery) },
  };
  return parsedEvents(changed, ...consentsIn(payload.customer, buyer, delivery, 'customer.'));
});

/** checkouts/delete: says which, but not when. */
const readDeletedCheckout = defineTopicHandler(
  deletedCheckoutPayload,
  ({ token, cart_token: cartToken }, delivery) => {
    if (token === null && cartToken === null) return unusable('cart_token: expected a token');
    if (delivery.triggeredAt === null) return undated('deleted_at');
    return parsedEvents({
      kind: 'checkout.deleted',
      id: idOf('checkout.deleted', token ?? '', cartToken ?? ''),
      at: delivery.triggeredAt,
      topic: delivery.topic,
      identifiers: identifiersOf(['checkout', token], ['cart', cartToken]),
      traitsAt: delivery.triggeredAt,
      traits: {},
      token,
      cartToken,
    });
  },
);

export const checkoutTopics: TopicRecord = {
  names: ['checkouts/create', 'checkouts/update'],
  handler: readCheckout,
  subscription: 'topic',
  origin: 'a checkout',
  shape: { object: null, has: ['line_items', 'currency'], lacks: ['order_number'] },
};

export const deletedCheckoutTopic: TopicRecord = {
  names: ['checkouts/delete'],
  handler: readDeletedCheckout,
  subscription: 'topic',
  origin: 'a checkout',
  shape: { object: null, lacks: ['line_items', 'email', 'name'] },
};
