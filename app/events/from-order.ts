import { idOf } from '#app/lib/ids.ts';
import { linesIn } from './basket-lines.ts';
import type { OrderSnapshot } from './event.ts';
import { minorIn } from './payload-values.ts';
import { buyerId, buyerTraits, identifiersOf } from './person.ts';
import { happened, reading } from './reader.ts';
import { objectId, orderPayload } from './shopify-payload.ts';

const order = orderPayload.transform((payload, ctx) => {
  const { currency } = payload;
  const snapshot: OrderSnapshot = {
    orderId: objectId(payload),
    name: payload.name,
    placedAt: payload.processed_at ?? payload.created_at,
    updatedAt: payload.updated_at,
    cancelledAt: payload.cancelled_at,
    total: { minor: minorIn(ctx, ['total_price'], payload.total_price, currency), currency },
    discountMinor: minorIn(ctx, ['total_discounts'], payload.total_discounts, currency),
    lines: linesIn(ctx, payload.line_items, currency),
    cartToken: payload.cart_token,
    checkoutToken: payload.checkout_token,
  };
  return { payload, snapshot };
});

/**
 * Every orders/* topic that tells the whole order. Each says that the order exists, under one id, so that a lost
 * orders/create is made good by the next; and how it stands now, under an id of what is said, so that two topics
 * saying the same count once.
 */
export const readOrder = reading(order, ({ payload, snapshot }, told) => {
  if (payload.test === true) return happened();
  const { orderId, name, placedAt, updatedAt, checkoutToken, cartToken } = snapshot;
  const email = payload.email ?? payload.contact_email ?? payload.customer?.email ?? null;
  const identifiers = identifiersOf(
    ['customer', buyerId(payload)],
    ['email', email],
    ['order', orderId],
    ['checkout', checkoutToken],
    ['cart', cartToken],
  );
  const traits = buyerTraits(payload, email);
  const shared = { topic: told.topic, identifiers, traitsAt: updatedAt, traits };
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
  return happened(
    {
      kind: 'order.placed',
      id: idOf('order.placed', orderId),
      at: placedAt,
      ...shared,
      orderId,
      name,
    },
    {
      kind: 'order.changed',
      id: idOf('order.changed', JSON.stringify([snapshot, identifiers, traits])),
      at: updatedAt,
      ...shared,
      order: snapshot,
    },
    ...cancelled,
  );
});
