import type { EventKind } from '#app/events/event.ts';
import type { EventFilter } from '#app/journeys/triggers/event-filter.ts';
import type { Trigger } from '#app/journeys/triggers/registry.ts';
import type { Signal } from '#app/profiles/profile-state.ts';

/** Which journey of the gallery does what Klaviyo does when a product is back. */
export const BACK_IN_STOCK =
  'the gallery’s “Back in stock” writes to people who wanted a product when it can be ordered again.';

/** What stands here for a metric of Klaviyo: what starts a journey, and what is counted of a person. */
type MetricCounterpart = { trigger: Trigger; signal?: Signal };

function person(kind: EventKind, signal?: Signal, where?: EventFilter): MetricCounterpart {
  const trigger: Trigger = { events: [kind], subject: 'person', ...(where && { where }) };
  return { trigger, ...(signal && { signal }) };
}

function order(
  kind: 'order.placed' | 'order.cancelled' | 'order.shipped' | 'order.delivered' | 'order.refunded',
  signal?: Signal,
): MetricCounterpart {
  return { trigger: { events: [kind], subject: 'order' }, ...(signal && { signal }) };
}

function cart(kind: 'cart.changed' | 'checkout.changed', signal: Signal): MetricCounterpart {
  return { trigger: { events: [kind], subject: 'basket', onePer: 'person' }, signal };
}

const CHECKOUT = cart('checkout.changed', 'checkout_started');
const SHIPPED = order('order.shipped');
const SUBSCRIBED = person('consent.changed', undefined, { consent: 'subscribed' });
const UNSUBSCRIBED = person('consent.changed', 'unsubscribed', { consent: 'unsubscribed' });

/** By the names that Klaviyo and its integration with Shopify give, in small letters. */
const COUNTERPARTS: ReadonlyMap<string, MetricCounterpart> = new Map([
  ['placed order', order('order.placed', 'order_placed')],
  ['ordered product', order('order.placed', 'order_placed')],
  ['cancelled order', order('order.cancelled', 'order_cancelled')],
  ['refunded order', order('order.refunded', 'refunded')],
  ['fulfilled order', SHIPPED],
  ['confirmed shipment', SHIPPED],
  ['delivered shipment', order('order.delivered')],
  ['checkout started', CHECKOUT],
  ['started checkout', CHECKOUT],
  ['added to cart', cart('cart.changed', 'cart_changed')],
  ['viewed product', person('product.viewed', 'product_viewed')],
  ['viewed collection', person('collection.viewed')],
  ['active on site', person('page.viewed', 'page_viewed')],
  ['submitted search', person('search.submitted', 'searched')],
  ['clicked email', person('mail.clicked', 'mail_clicked')],
  ['subscribed to list', SUBSCRIBED],
  ['subscribed to email marketing', SUBSCRIBED],
  ['unsubscribed', UNSUBSCRIBED],
  ['unsubscribed from list', UNSUBSCRIBED],
  ['unsubscribed from email marketing', UNSUBSCRIBED],
]);

/** Signals of metrics by which no journey starts. */
const SIGNALS_ONLY: ReadonlyMap<string, Signal> = new Map([
  ['received email', 'mail_sent'],
  ['bounced email', 'mail_bounced'],
]);

/** Of Klaviyo's own measuring: no other program reports it under that name. */
const WITHOUT_COUNTERPART: ReadonlySet<string> = new Set([
  ...['received email', 'bounced email', 'opened email', 'marked email as spam', 'dropped email'],
  ...[
    'received sms',
    'clicked sms',
    'sent sms',
    'failed to deliver sms',
    'consented to receive sms',
  ],
  ...['opened push', 'received push', 'subscribed to back in stock', 'merged profile'],
]);

/** What to do about a metric by which nothing starts. */
export function metricAdvice(name: string): string {
  return name.trim().toLowerCase() === 'subscribed to back in stock'
    ? `There is no list of people for a product here: ${BACK_IN_STOCK} Use that one, or choose what starts it.`
    : 'Nothing here starts with it. Choose what starts it.';
}

/** What starts a journey as a metric does; null when nothing here does. What a program of the shop reports goes by its name. */
export function metricTrigger(name: string): Trigger | null {
  const small = name.trim().toLowerCase();
  const known = COUNTERPARTS.get(small);
  if (known) return known.trigger;
  return WITHOUT_COUNTERPART.has(small) || name.length > 200 || small === ''
    ? null
    : { events: ['custom.happened'], subject: 'person', where: { name: name.trim() } };
}

/** What is counted of a person as a metric is; null when nothing here is. */
export function metricSignal(name: string): Signal | null {
  const small = name.trim().toLowerCase();
  return COUNTERPARTS.get(small)?.signal ?? SIGNALS_ONLY.get(small) ?? null;
}
