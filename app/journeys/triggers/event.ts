import { z } from 'zod';
import type { DomainEvent, EventKind } from '#app/events/event.ts';
import { EVENT_KIND_NAMES, eventKindOf } from '#app/events/kinds/registry.ts';
import { cartOf, cartRunKey, contextOf, intentionKey } from '#app/journeys/carts-of-run.ts';
import { stagesOfEvent } from '#app/journeys/coverage/stages-of-trigger.ts';
import type { PersonContext } from '#app/journeys/run.ts';
import { orderKindOf, type OrderKind } from '#app/journeys/order-kind.ts';
import { eventActionWords } from '#app/journeys/steps/event-words.ts';
import { HOUR } from '#app/lib/duration.ts';
import { formatOr } from '#app/lib/format/list.ts';
import { asksContent, EventFilterContent, passesFilter } from './event-filter.ts';
import { filterWords } from './event-filter-words.ts';
import {
  EVERY_TIME,
  personStart,
  type TriggerHandler,
  type TriggerStart,
} from './trigger-handler.ts';

const CART_EVENTS = ['cart.changed', 'checkout.changed'] as const satisfies EventKind[];
const ORDER_EVENTS = [
  'order.placed',
  'order.cancelled',
  'order.deleted',
  'order.shipped',
  'order.delivered',
  'order.shipment_cancelled',
  'order.refunded',
] as const satisfies EventKind[];

/** The events that a journey about a cart or an order can start with. */
export const SUBJECT_EVENTS: Record<'basket' | 'order', readonly EventKind[]> = {
  basket: CART_EVENTS,
  order: ORDER_EVENTS,
};

const where = EventFilterContent.optional();

/** Reads a trigger by an event. */
export const EventTriggerContent = z.union([
  z.strictObject({
    events: z.array(z.enum(CART_EVENTS)).max(CART_EVENTS.length),
    subject: z.literal('basket'),
    onePer: z.literal('person').optional(),
    where,
  }),
  z.strictObject({
    events: z.array(z.enum(ORDER_EVENTS)).max(ORDER_EVENTS.length),
    subject: z.literal('order'),
    except: z.array(z.enum(['till', 'renewal', 'replacement'] satisfies OrderKind[])).optional(),
    where,
  }),
  z.strictObject({
    events: z.array(z.enum(EVENT_KIND_NAMES)).max(EVENT_KIND_NAMES.length),
    subject: z.literal('person'),
    where,
  }),
]);

/**
 * Starts with an event. The run is about the cart, with `onePer` one run at a time for all carts of a person, about the
 * newest; about the order, where orders of the kinds in `except` start nothing; or about the person.
 */
export type EventTrigger = z.infer<typeof EventTriggerContent>;

/** Something that happens to a person. */
export const eventTrigger: TriggerHandler<EventTrigger> = {
  label: 'Something happens',
  blank: { events: [], subject: 'person' },
  schema: EventTriggerContent,
  problems: ({ events }) => (events.length === 0 ? ['Choose what starts it.'] : []),
  words: (trigger) => {
    if (trigger.events.length === 0) return 'Starts when something happens';
    const start = `Starts when a person ${trigger.events.map(eventActionWords).join(' or ')}`;
    const asked = trigger.where === undefined ? '' : filterWords(trigger.where);
    const except = trigger.subject === 'order' ? (trigger.except ?? []) : [];
    const left = except.length === 0 ? '' : `; not for ${formatOr(except.map(orderWords))}`;
    return `${start}${asked}${left}`;
  },
  stages: ({ events, where: filter }) =>
    filter?.firstOrder === true
      ? ['after_first_order']
      : filter?.consent === 'unsubscribed'
        ? []
        : (events as EventKind[]).flatMap(stagesOfEvent),
  subject: ({ subject }) => subject,
  per(trigger) {
    switch (trigger.subject) {
      case 'basket':
        return trigger.onePer === 'person' ? ['person'] : ['cart'];
      case 'order':
        return ['order', 'event', 'person'];
      case 'person':
        return ['person', 'event'];
    }
  },
  reentry(trigger) {
    if (trigger.subject === 'order') return { per: 'order' };
    return trigger.subject === 'basket' && trigger.onePer === undefined
      ? { per: 'cart' }
      : EVERY_TIME;
  },
  past: ({ events, where: filter }) => {
    return { by: 'events', kinds: events, readsProfile: filter?.firstOrder === true };
  },
  onEvent(trigger, event, profileId) {
    const kind = startingKind(trigger, event);
    // Which kinds are possible depends on the subject, which TypeScript loses here.
    if (kind === null || !(trigger.events as EventKind[]).includes(kind)) return null;
    const key = `person:${profileId}#${event.id}`;
    switch (trigger.subject) {
      case 'basket':
        return cartStart(event);
      case 'order':
        return orderStart(trigger.except ?? [], event, key);
      case 'person': {
        const start = personStart(key, thingOf(event));
        return { ...start, keys: { ...start.keys, event: `event:${event.id}` } };
      }
    }
  },
  matches: ({ where: filter }, event, context) =>
    filter === undefined || passesFilter(filter, event, context),
  products: ({ where: filter }) => filter?.products ?? [],
  collections: ({ where: filter }) => filter?.collections ?? [],
  withCollections(trigger, collections) {
    if (trigger.where?.collections === undefined) return trigger;
    const collected = trigger.where.collections.flatMap((id) => collections.get(id) ?? []);
    return { ...trigger, where: { ...trigger.where, collected: [...new Set(collected)] } };
  },
};

/** The product or collection that an event is about: of a review or a cart it only names it, and emails are about the person. */
function thingOf(event: DomainEvent): Omit<PersonContext, 'subject'> {
  switch (event.kind) {
    case 'collection.viewed':
      return { collection: event.collectionId };
    case 'product.viewed':
    case 'product.restocked':
      return { product: event.productId };
    case 'product.reduced': {
      const { productId, variantId, fromMinor, currency } = event;
      return { product: productId, reduced: { variantId, fromMinor, currency } };
    }
    default:
      return {};
  }
}

const ORDER_WORDS: Record<OrderKind, string> = {
  till: 'goods taken along from a point of sale',
  renewal: 'renewals of subscriptions',
  replacement: 'free replacements',
};

function orderWords(kind: OrderKind): string {
  return ORDER_WORDS[kind];
}

/** Whether a kind of event can start a journey, in the words that its record has for that. */
export function startsJourneys(kind: EventKind): boolean {
  return eventKindOf(kind).inJourneys?.action !== undefined;
}

/**
 * The kind that an event counts as. What is in an order is not known when it is placed, only from its first state, which
 * comes with it: a filter on that is asked of this.
 */
function startingKind({ where: filter }: EventTrigger, event: DomainEvent): EventKind | null {
  if (filter === undefined || !asksContent(filter)) return event.kind;
  if (event.kind === 'order.placed') return null;
  if (event.kind !== 'order.changed') return event.kind;
  return event.at - event.order.placedAt <= HOUR ? 'order.placed' : null;
}

function cartStart(event: DomainEvent): TriggerStart | null {
  const cart = cartOf(event);
  return (
    cart && {
      context: contextOf(cart),
      keys: { cart: cartRunKey(cart), person: intentionKey(cart, event) },
    }
  );
}

function orderStart(
  except: readonly OrderKind[],
  event: DomainEvent,
  person: string,
): TriggerStart | null {
  const orderId = orderIdOf(event);
  if (orderId === null) return null;
  const kind = placedKind(event);
  if (kind !== null && except.includes(kind)) return null;
  const keys = { order: `order:${orderId}`, event: `event:${event.id}`, person };
  return { context: { subject: 'order', orderId }, keys };
}

function orderIdOf(event: DomainEvent): string | null {
  if (event.kind === 'order.changed') return event.order.orderId;
  return 'orderId' in event ? event.orderId : null;
}

/** The kind of the order that was placed. */
function placedKind(event: DomainEvent): OrderKind | null {
  if (event.kind === 'order.placed') return orderKindOf(event);
  if (event.kind !== 'order.changed') return null;
  const { source, isCollected, total } = event.order;
  return orderKindOf({
    ...(source !== undefined && { source }),
    ...(isCollected && { isCollected }),
    ...(total.minor === 0 && { isFree: true }),
  });
}
