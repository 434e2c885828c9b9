import type {
  CartSnapshot,
  DomainEvent,
  Identifier,
  Line,
  OrderSnapshot,
} from '#app/events/event.ts';
import { isEventKind } from '#app/events/kinds/registry.ts';
import type { StoredLine } from '#app/events/kinds/stored-lines.ts';
import type { EventTraits } from '#app/profiles/event-traits.ts';

/** A row of the table of events; `props` is its JSON. */
export type EventRow = { id: string; at: number; kind: string; props: string };

/** An event of the past, and when it was received as far as that can be known: both in epoch milliseconds. */
export type ReplayedEvent = { receivedAt: number; event: DomainEvent; traits: EventTraits | null };

/** Whose an event is was found when it was received. */
const FOUND: [Identifier] = [{ kind: 'customer', value: 'found' }];

/** `told` is the stored key of the traits that the event carried. */
type StoredProps = {
  told?: EventTraits;
  cart?: StoredCart;
  order?: StoredOrder;
  parcel?: { id: string; lines?: null };
};
type StoredCart = CartSnapshot & { items?: StoredLine[] };
type StoredOrder = OrderSnapshot & { items?: StoredLine[] };

/** The events that rows keep, without those that this version of the app does not know or cannot read. */
export function eventsOfRows(rows: readonly EventRow[]): ReplayedEvent[] {
  return rows.flatMap((row) => eventOfRow(row) ?? []);
}

function eventOfRow({ id, at, kind, props }: EventRow): ReplayedEvent | null {
  if (!isEventKind(kind)) return null;
  const stored = parsedProps(props);
  if (!stored) return null;
  const { told: traits = null, cart, order, parcel } = stored;
  if (cart) cart.lines = cartLines(cart);
  if (order) order.lines = orderLinesOf(order);
  // What is in a parcel is not kept with the event.
  if (parcel) parcel.lines = null;
  // The row was written from a payload of this kind.
  const event = Object.assign(stored, {
    kind,
    id,
    at,
    topic: 'replay',
    identifiers: FOUND,
    traitsAt: traits?.at ?? at,
    traits: {},
  }) as unknown as DomainEvent;
  return { receivedAt: at, event, traits };
}

function parsedProps(props: string): StoredProps | null {
  try {
    const parsed: unknown = JSON.parse(props);
    return typeof parsed === 'object' && parsed !== null ? parsed : null;
  } catch {
    return null;
  }
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
