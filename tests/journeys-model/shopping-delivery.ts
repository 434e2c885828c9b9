import type { DomainEvent } from '#app/events/event.ts';
import { readDelivery } from '#app/events/inbox/read-delivery.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { encodeBody, type Payload } from '#tests/fixtures/webhook-body.ts';

/** What the person does: places an order, cancels it, or goes to the checkout. */
export type ShoppingStep = { what: 'order' | 'cancel' | 'checkout'; number: number };

/** A webhook about it. `at` is when it happened, epoch milliseconds. */
export type ShoppingDelivery = {
  key: string;
  topic: string;
  at: number;
  receivedAt: number;
  body: Uint8Array;
};

/** When an order of the person was placed, as every webhook about it says. */
export type OrderTimes = ReadonlyMap<number, number>;

/** @param orders when each order was placed */
export function shoppingDelivery(
  { what, number }: ShoppingStep,
  at: number,
  receivedAt: number,
  orders: OrderTimes,
): ShoppingDelivery {
  const [topic, payload] =
    what === 'checkout' ? checkoutWebhook(number, at) : orderWebhook(what, number, at, orders);
  const key = `${what}-${String(number)}-${String(at)}`;
  return { key, topic, at, receivedAt, body: encodeBody(payload) };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function orderWebhook(
  what: 'order' | 'cancel',
  number: number,
  at: number,
  orders: OrderTimes,
): [topic: string, payload: Payload] {
  const placedAt = iso(orders.get(number) ?? at);
  const cancelled = what === 'cancel' ? { cancelled_at: iso(at), cancel_reason: 'customer' } : {};
  const payload = orderPayload({
    id: number,
    admin_graphql_api_id: `gid://shopify/Order/${String(number)}`,
    name: `#${String(number)}`,
    cart_token: null,
    checkout_token: null,
    created_at: placedAt,
    processed_at: placedAt,
    updated_at: iso(at),
    customer: customerPayload({ updated_at: iso(at) }),
    ...cancelled,
  });
  return [what === 'order' ? 'orders/create' : 'orders/updated', payload];
}

function checkoutWebhook(number: number, at: number): [topic: string, payload: Payload] {
  const token = `checkout-${String(number)}-${String(at)}`;
  const payload = checkoutPayload({
    token,
    cart_token: null,
    created_at: iso(at),
    updated_at: iso(at),
    customer: customerPayload({ updated_at: iso(at) }),
  });
  return ['checkouts/update', payload];
}

/** The events of a webhook. @throws when it cannot be read */
export function eventsOf({
  topic,
  at,
  receivedAt,
  body,
}: ShoppingDelivery): readonly DomainEvent[] {
  const parsed = readDelivery({ topic, triggeredAt: at, receivedAt, body });
  if (parsed.outcome !== 'read') throw new Error(`${topic} was not read: ${parsed.outcome}.`);
  return parsed.events;
}
