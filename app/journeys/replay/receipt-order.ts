import type { DomainEvent, OrderSnapshot } from '#app/events/event.ts';
import { EVENT_KIND_NAMES } from '#app/events/kinds/registry.ts';
import { DAY } from '#app/lib/duration.ts';
import type { ReplayedEvent } from './replayed-event.ts';

/** Within one delivery its events come in this order. */
const RANKS = new Map<string, number>(EVENT_KIND_NAMES.map((kind, rank) => [kind, rank]));

/** An order whose first state is so much later was read in bulk, long after it was placed. */
export const BULK_MS = DAY;

type Placement = DomainEvent & { kind: 'order.placed' };
type OrderState = ReplayedEvent & { event: DomainEvent & { kind: 'order.changed' } };

/**
 * The events of a person in the order in which the shop received them, or would have by webhooks. A placement comes in one
 * delivery with the first state of its order; of an order that was read in bulk that state is taken back to the moment at which
 * it was placed.
 */
export function inReceiptOrder(events: readonly ReplayedEvent[]): ReplayedEvent[] {
  const states = firstStates(events);
  const received =
    states.size === 0 ? [...events] : events.flatMap((one) => withFirstState(one, states));
  return received.sort(compareReceipts);
}

/** The earliest state of each order. */
function firstStates(events: readonly ReplayedEvent[]): Map<string, OrderState> {
  const states = new Map<string, OrderState>();
  for (const one of events) {
    if (!isOrderState(one)) continue;
    const { orderId } = one.event.order;
    const known = states.get(orderId);
    if (!known || compareReceipts(one, known) < 0) states.set(orderId, one);
  }
  return states;
}

function isOrderState(one: ReplayedEvent): one is OrderState {
  return one.event.kind === 'order.changed';
}

function withFirstState(one: ReplayedEvent, states: Map<string, OrderState>): ReplayedEvent[] {
  const { event } = one;
  if (event.kind !== 'order.placed') return [one];
  const first = states.get(event.orderId);
  if (!first) return [one];
  const { traits } = first;
  if (first.event.at - event.at <= BULK_MS)
    return [{ event, traits, receivedAt: Math.max(event.at, first.receivedAt) }];
  return [{ event, traits, receivedAt: event.at }, placedState(event, first)];
}

/** The order as it was placed, as far as its first known state says. */
function placedState({ id, at }: Placement, { event, traits }: OrderState): ReplayedEvent {
  const {
    currentTotal: _total,
    currentPresentment: _shown,
    returns: _open,
    ...known
  } = event.order;
  const { pieces: _pieces, lineCount: _count, ...whole } = known;
  const lines = known.lines.map(({ current: _left, ...line }) => line);
  const order: OrderSnapshot = { ...whole, lines, updatedAt: at, cancelledAt: null };
  const placed = { ...event, id: `${id}:placed`, at, traitsAt: at, order };
  return { event: placed, traits, receivedAt: at };
}

function compareReceipts(a: ReplayedEvent, b: ReplayedEvent): number {
  return (
    a.receivedAt - b.receivedAt ||
    rankOf(a) - rankOf(b) ||
    a.event.at - b.event.at ||
    (a.event.id < b.event.id ? -1 : 1)
  );
}

function rankOf({ event }: ReplayedEvent): number {
  return RANKS.get(event.kind) ?? RANKS.size;
}
