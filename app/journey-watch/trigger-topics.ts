import type { EventKind } from '#app/events/event.ts';
import { STOREFRONT_TOPIC } from '#app/events/storefront/storefront-batch.ts';
import { isWatched } from '#app/events/page/watched-topics.ts';
import { TOPICS } from '#app/events/topics/registry.ts';
import type { Trigger } from '#app/journeys/triggers/registry.ts';

/** The topics by which Shopify says what can start a journey. Those of other kinds come from several sources, or from us. */
const TOPICS_OF_KINDS: Partial<Record<EventKind, readonly string[]>> = {
  'cart.changed': ['carts/create', 'carts/update'],
  'checkout.changed': ['checkouts/create', 'checkouts/update'],
  'order.placed': ['orders/create', 'orders/updated'],
  'order.cancelled': ['orders/cancelled', 'orders/updated'],
  'order.deleted': ['orders/delete'],
  'order.shipped': ['fulfillments/create', 'fulfillments/update'],
  'order.shipment_cancelled': ['fulfillments/update'],
  'order.delivered': ['fulfillment_events/create'],
  'order.refunded': ['refunds/create'],
  'page.viewed': [STOREFRONT_TOPIC],
  'product.viewed': [STOREFRONT_TOPIC],
  'collection.viewed': [STOREFRONT_TOPIC],
  'search.submitted': [STOREFRONT_TOPIC],
  'cart.viewed': [STOREFRONT_TOPIC],
  'product.added': [STOREFRONT_TOPIC],
  'checkout.reached': [STOREFRONT_TOPIC],
};

/** The topics without which a journey cannot start; empty where it is not one topic that it starts by. */
export function topicsOfTrigger(trigger: Trigger): string[] {
  if (!('events' in trigger)) return [];
  const kinds: readonly EventKind[] = trigger.events;
  const topics = kinds.map((kind) => TOPICS_OF_KINDS[kind]);
  if (topics.some((known) => known === undefined)) return [];
  return [...new Set(topics.flatMap((known) => known ?? []))];
}

/** Of these topics each delivery is an event that starts a journey, or nearly each; others bring such events among others. */
const SURE_TOPICS = new Set([
  'carts/create',
  'carts/update',
  'checkouts/create',
  'checkouts/update',
  'orders/create',
  'orders/cancelled',
  'orders/delete',
  'fulfillments/create',
  'refunds/create',
]);

/** The topics whose deliveries show that events come by which the journey starts, where its trigger takes them. */
export function sureTopicsOf(trigger: Trigger): string[] {
  return topicsOfTrigger(trigger).filter((topic) => SURE_TOPICS.has(topic));
}

/** Whether a topic is one that Shopify sends by itself, again and again. */
export function isFromShopify(topic: string): boolean {
  return TOPICS.get(topic)?.subscription === 'topic' && isWatched(topic);
}

/** All topics that are from Shopify. */
export const SHOPIFY_TOPICS: readonly string[] = [...TOPICS.keys()].filter(isFromShopify);

/** Whether it is noted when a topic came last: of all that can start a journey, what the storefront reports as well. */
export function isHeardTopic(topic: string): boolean {
  return topic === STOREFRONT_TOPIC || isFromShopify(topic);
}
