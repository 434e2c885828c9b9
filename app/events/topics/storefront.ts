import { assertNever } from '#app/lib/assert-never.ts';
import { idOf } from '#app/lib/ids.ts';
import type {
  CheckoutStep,
  DomainEvent,
  EventPayload,
  Identifier,
  Touch,
} from '#app/events/event.ts';
import {
  readBatch,
  STOREFRONT_TOPIC,
  type StorefrontBatch,
  type StorefrontEvent,
} from '#app/events/storefront/storefront-batch.ts';
import { parsedEvents, undated, unusable, type TopicHandler } from './topic-handler.ts';
import { touchOf } from './touch.ts';
import type { TopicRecord } from './topic-record.ts';

/**
 * A batch of what a visitor did. It points only at a browser and its carts, never at a person: who a
 * visitor is, only signed deliveries say that share one of these tokens.
 *
 * A browser's clock may be wrong or, beside a simulated one, in another year. Only the age of an event when
 * it was sent is taken from it; the moment of arrival is ours.
 */
const readStorefront: TopicHandler = (body, delivery) => {
  const read = readBatch(body);
  if (read.outcome === 'malformed') return unusable('body: expected a batch of the web pixel');
  const { triggeredAt } = delivery;
  if (triggeredAt === null) return undated('sent');
  const { batch } = read;
  return parsedEvents(
    ...batch.events.map((event): DomainEvent => {
      const at = triggeredAt - Math.max(0, batch.sent - event.at);
      const touch = arrivalOf(event, at);
      return {
        ...payloadOf(event),
        id: idOf('storefront', batch.visitor, event.id),
        at,
        topic: delivery.topic,
        identifiers: identifiersOf(batch, event),
        traitsAt: at,
        traits: {},
        ...(touch && { touch }),
      };
    }),
  );
};

function identifiersOf(
  { visitor, cart }: StorefrontBatch,
  event: StorefrontEvent,
): [Identifier, ...Identifier[]] {
  const others: Identifier[] = [];
  if ('checkout' in event && event.checkout)
    others.push({ kind: 'checkout', value: event.checkout });
  if (cart) others.push({ kind: 'cart', value: cart });
  return [{ kind: 'visitor', value: visitor }, ...others];
}

/** How the visit came about that began with this; null for every other event. */
function arrivalOf(event: StorefrontEvent, at: number): Touch | null {
  if (!('campaign' in event) || event.campaign === undefined) return null;
  const from = event.referrer == null ? null : `https://${event.referrer}`;
  return touchOf(`${event.path}?${event.campaign}`, from, at);
}

function payloadOf(event: StorefrontEvent): EventPayload {
  switch (event.name) {
    case 'page_viewed':
      return { kind: 'page.viewed', page: event.path };
    case 'visit_began':
      return { kind: 'visitor.identified' };
    case 'product_viewed':
      return { kind: 'product.viewed', productId: event.product };
    case 'collection_viewed':
      return { kind: 'collection.viewed', collectionId: event.collection };
    case 'search_submitted':
      return { kind: 'search.submitted', query: event.query };
    case 'cart_viewed':
      return { kind: 'cart.viewed' };
    case 'product_added_to_cart':
      return { kind: 'product.added', productId: event.product, quantity: event.quantity };
    case 'checkout_started':
    case 'checkout_contact_info_submitted':
    case 'checkout_address_info_submitted':
    case 'checkout_shipping_info_submitted':
    case 'payment_info_submitted':
    case 'checkout_completed':
      return { kind: 'checkout.reached', step: STEPS[event.name] };
    default:
      return assertNever(event);
  }
}

type CheckoutEvent = Extract<StorefrontEvent, { checkout?: unknown }>['name'];

const STEPS: Record<CheckoutEvent, CheckoutStep> = {
  checkout_started: 'started',
  checkout_contact_info_submitted: 'contact',
  checkout_address_info_submitted: 'address',
  checkout_shipping_info_submitted: 'shipping',
  payment_info_submitted: 'payment',
  checkout_completed: 'completed',
};

export const storefrontTopic: TopicRecord = {
  names: [STOREFRONT_TOPIC],
  handler: readStorefront,
  subscription: null,
  origin: 'a visit',
  isFromBrowser: true,
  advice: {
    text: 'Check that the Tendril pixel is connected under Settings, Customer events in Shopify, and that visitors are asked for consent.',
    action: 'pixel',
  },
};
