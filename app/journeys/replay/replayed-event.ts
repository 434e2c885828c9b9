import type {
  CartSnapshot,
  DomainEvent,
  EventKind,
  Identifier,
  Line,
  OrderSnapshot,
  Traits,
} from '#app/events/event.ts';
import { EVENT_KIND_NAMES } from '#app/events/kinds/registry.ts';
import type { StoredLine } from '#app/events/kinds/stored-lines.ts';
import type { EventTraits } from '#app/profiles/event-traits.ts';

/** A row of the table of events. */
export type EventRow = [id: string, at: number, kind: string, props: unknown];

/** An event of the past, and when it was received as far as that can be known: both in epoch milliseconds. */
export type ReplayedEvent = { receivedAt: number; event: DomainEvent; traits: EventTraits | null };

/** Whose an event is was found when it was received. */
const FOUND: [Identifier] = [{ kind: 'customer', value: 'found' }];
/** They stand beside the event. */
const NO_TRAITS: Traits = {};

/** What all events have. */
type EventBase = Pick<
  DomainEvent,
  'kind' | 'id' | 'at' | 'topic' | 'identifiers' | 'traitsAt' | 'traits'
>;

/** `told` is the stored key of the traits that the event carried. */
type StoredProps = {
  told?: EventTraits;
  cart?: StoredCart;
  order?: StoredOrder;
  parcel?: { id: string; lines?: null };
};
type StoredCart = CartSnapshot & { items?: StoredLine[] };
type StoredOrder = OrderSnapshot & { items?: StoredLine[] };

/**
 * The events that rows keep, without those that this version of the app does not know or cannot read.
 * @param rows the JSON of them
 */
export function eventsOfRows(rows: string): ReplayedEvent[] {
  const events: ReplayedEvent[] = [];
  // It was written by the statement that reads them.
  for (const row of JSON.parse(rows) as EventRow[]) {
    const event = eventOfRow(row);
    if (event) events.push(event);
  }
  return events;
}

/** A kind is compared at every step: with the very text that the rules name it by sooner than with an equal one of a row. */
const KINDS: ReadonlyMap<string, EventKind> = new Map(EVENT_KIND_NAMES.map((kind) => [kind, kind]));

function eventOfRow([id, at, name, props]: EventRow): ReplayedEvent | null {
  const kind = KINDS.get(name);
  if (kind === undefined || typeof props !== 'object' || props === null) return null;
  const stored: StoredProps & Partial<EventBase> = props;
  const { told: traits = null, cart, order, parcel } = stored;
  if (cart) cart.lines = cartLines(cart);
  if (order) order.lines = orderLinesOf(order);
  // What is in a parcel is not kept with the event.
  if (parcel) parcel.lines = null;
  // The row was written from a payload of this kind.
  stored.kind = kind;
  stored.id = id;
  stored.at = at;
  stored.topic = 'replay';
  stored.identifiers = FOUND;
  stored.traitsAt = traits?.at ?? at;
  stored.traits = NO_TRAITS;
  return { receivedAt: at, event: stored as DomainEvent, traits };
}

/** Rows from before goods were kept say how many pieces there were: they stand for goods of one kind. */
function cartLines({ items, quantity }: StoredCart): Line[] {
  if (items) return items.map(lineOf);
  return quantity > 0 ? [lineOf([null, null, quantity, 0])] : [];
}

/** What is left of each line is not kept; where nothing is left of the order, nothing is of any line. */
function orderLinesOf({ items = [], pieces }: StoredOrder): Line[] {
  return pieces === 0 ? items.map((item) => ({ ...lineOf(item), current: 0 })) : items.map(lineOf);
}

function lineOf([variantId, productId, quantity, unitMinor]: StoredLine): Line {
  return { productId, variantId, title: '', variantTitle: null, quantity, unitMinor };
}
