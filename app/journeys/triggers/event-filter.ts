import { z } from 'zod';
import type { DomainEvent, Line, Money } from '#app/events/event.ts';
import type { StepContext } from '#app/journeys/transition.ts';
import { SECOND } from '#app/lib/duration.ts';
import { normalizeText } from '#app/lib/normalize-text.ts';

/** Products, collections and other things that a filter may name. */
const MOST_NAMED = 100;

const Names = z.array(z.string().min(1).max(255)).max(MOST_NAMED);
const FilterText = z.string().trim().max(200);

/** Reads what an event has to be about; what is left out is not asked. */
export const EventFilterContent = z.strictObject({
  /** Ids of products: viewed, in the cart or in the order. */
  products: Names.optional(),
  /** Ids of collections: viewed, or with such a product in it. */
  collections: Names.optional(),
  /** The products of `collections` as they are now; put in when the rules of the shop are read, never stored. */
  collected: z.array(z.string()).optional(),
  /** Part of the path of the page, part of what was searched for, and the name under which another program reports. */
  page: FilterText.optional(),
  search: FilterText.optional(),
  name: FilterText.optional(),
  /** What the cart or the order comes to at least, in the smallest unit of the currency. */
  atLeast: z
    .strictObject({ minor: z.number().int().min(0), currency: z.string().length(3) })
    .optional(),
  /** Where the order came by: `web`, `pos` or the name of a program. */
  sources: Names.optional(),
  /** The person placed no order before this one. */
  firstOrder: z.literal(true).optional(),
  /** What the consent to emails became. */
  consent: z.enum(['subscribed', 'unsubscribed']).optional(),
});

/** What an event has to be about, all of it. */
export type EventFilter = z.infer<typeof EventFilterContent>;

/** Whether a filter asks what is in an order, which is known from its state, and not from its placement. */
export function asksContent({ products, collections, atLeast }: EventFilter): boolean {
  return products !== undefined || collections !== undefined || atLeast !== undefined;
}

/** Whether an event is about what a filter asks for; what is not known of it is not what was asked for. */
export function passesFilter(
  filter: EventFilter,
  event: DomainEvent,
  { facts, person }: Pick<StepContext, 'facts' | 'person'>,
): boolean {
  const content = contentOf(event, facts);
  const { atLeast, consent, sources } = filter;
  return (
    hasProduct(filter, event, content?.lines ?? []) &&
    includes(filter.page, event.kind === 'page.viewed' ? event.page : null) &&
    includes(filter.search, event.kind === 'search.submitted' ? event.query : null) &&
    (filter.name === undefined ||
      (event.kind === 'custom.happened' && event.name === filter.name)) &&
    (atLeast === undefined ||
      (content?.total.currency === atLeast.currency && content.total.minor >= atLeast.minor)) &&
    (sources === undefined || sources.includes(sourceOf(event) ?? '')) &&
    (filter.firstOrder !== true || isFirstOrder(event, person.orders.firstAt)) &&
    (consent === undefined ||
      (event.kind === 'consent.changed' && event.channel === 'email' && event.state === consent))
  );
}

type Content = { lines: readonly Line[]; total: Money };

/** What is in the cart or order that an event is about; null when it is about none, or that is not known. */
function contentOf(event: DomainEvent, facts: StepContext['facts']): Content | null {
  if ('cart' in event) return event.cart;
  if (event.kind === 'order.changed') return event.order;
  return 'orderId' in event ? (facts.purchases.get(event.orderId)?.order ?? null) : null;
}

function hasProduct(
  { products, collections, collected = [] }: EventFilter,
  event: DomainEvent,
  lines: readonly Line[],
): boolean {
  if (products === undefined && collections === undefined) return true;
  if (event.kind === 'collection.viewed' && collections?.includes(event.collectionId)) return true;
  const wanted = new Set([...(products ?? []), ...collected]);
  const named = 'productId' in event && event.productId !== null ? [event.productId] : [];
  const inLines = lines.flatMap(({ productId, quantity }) =>
    quantity > 0 ? (productId ?? []) : [],
  );
  return [...named, ...inLines].some((id) => wanted.has(id));
}

function includes(part: string | undefined, text: string | null): boolean {
  if (part === undefined) return true;
  return text !== null && normalizeText(text).includes(normalizeText(part));
}

function sourceOf(event: DomainEvent): string | null {
  if (event.kind === 'order.changed') return event.order.source ?? null;
  return event.kind === 'order.placed' ? (event.source ?? null) : null;
}

/** Whether no order of the person is older; orders are dated by the second. */
function isFirstOrder(event: DomainEvent, firstAt: number | null): boolean {
  const placedAt = event.kind === 'order.changed' ? event.order.placedAt : event.at;
  return firstAt === null || firstAt > placedAt - SECOND;
}
