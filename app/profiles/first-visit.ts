import type { DomainEvent } from '#app/events/event.ts';
import { eventKindOf } from '#app/events/kinds/registry.ts';
import { MINUTE } from '#app/lib/duration.ts';

/** As web analytics count visits: what comes later than this after the first page is another visit. */
const VISIT_MS = 30 * MINUTE;
/** A browser that did more than this in its first visit is worth a profile. */
const MOST_EVENTS = 40;

/** The visitor whose browsing an event is, or null where it says more: of a cart, an order, a person. */
function browsingVisitor({ kind, identifiers }: DomainEvent): string | null {
  const [first, ...others] = identifiers;
  if (others.length > 0 || first.kind !== 'visitor') return null;
  return eventKindOf(kind).isBrowsing ? first.value : null;
}

/**
 * Whether all that is known of a visitor is one visit of looking around. Nine in ten visitors never do more; they
 * get no profile. Does not depend on the order of the events, and once false it stays false with more of them.
 * @param events all of one visitor, at least one
 */
export function isFirstVisit(events: readonly DomainEvent[]): boolean {
  if (events.length > MOST_EVENTS) return false;
  if (events.some((event) => browsingVisitor(event) === null)) return false;
  const times = events.map(({ at }) => at);
  return Math.max(...times) - Math.min(...times) <= VISIT_MS;
}

/** What a batch comes to once first visits are put aside. */
export type VisitSplit = {
  /** What happens now, with what was kept of visitors who turned out to be more than a first visit. */
  events: DomainEvent[];
  /** First visits, to be kept until their visitor comes again or is recognised. */
  pending: { visitor: string; event: DomainEvent }[];
  /** Visitors whose kept events are among `events` now. */
  released: string[];
};

/**
 * Splits the events of a batch into those that happen now and those of first visits.
 * @param known the visitors that belong to a profile already
 * @param kept events of earlier batches, by visitor
 */
export function splitFirstVisits(
  batch: readonly DomainEvent[],
  known: ReadonlySet<string>,
  kept: ReadonlyMap<string, readonly DomainEvent[]>,
): VisitSplit {
  const byVisitor = new Map<string, DomainEvent[]>();
  for (const event of batch)
    for (const visitor of visitorsOf(event)) {
      const events = byVisitor.get(visitor);
      if (events) events.push(event);
      else byVisitor.set(visitor, [event]);
    }
  const first = new Set<string>();
  const released: string[] = [];
  for (const [visitor, events] of byVisitor) {
    const earlier = kept.get(visitor) ?? [];
    if (!known.has(visitor) && isFirstVisit([...earlier, ...events])) first.add(visitor);
    else if (earlier.length > 0) released.push(visitor);
  }
  const pending = batch.flatMap((event) => {
    const visitor = browsingVisitor(event);
    return visitor !== null && first.has(visitor) ? [{ visitor, event }] : [];
  });
  const held = new Set(pending.map(({ event }) => event));
  const events = [
    ...released.flatMap((visitor) => kept.get(visitor) ?? []),
    ...batch.filter((event) => !held.has(event)),
  ];
  return { events, pending, released };
}

/** The visitors that an event speaks of. */
export function visitorsOf({ identifiers }: DomainEvent): string[] {
  return identifiers.flatMap(({ kind, value }) => (kind === 'visitor' ? [value] : []));
}
