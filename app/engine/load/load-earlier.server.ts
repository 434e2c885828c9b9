import type { DomainEvent } from '#app/events/event.ts';
import { readPastEvents } from '#app/events/store/replayed-events.server.ts';
import {
  isPersonFact,
  journeysAskedAgain,
  kindsAskedAgain,
  spanAskedAgain,
} from '#app/journeys/ask-again.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { reentryOf } from '#app/journeys/reentry.ts';
import { eventsOfRows } from '#app/journeys/replay/replayed-event.ts';
import { startedBy } from '#app/journeys/start-runs.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { identifierKey } from '#app/profiles/identity/directory.ts';
import type { LoadedState } from './loaded-state.ts';

/** Of the people of one batch; more happened to them within the hour than anyone does. */
const MOST_EVENTS = 5_000;

/** What happened a little while ago, as events that name their person, and the runs that it began or may begin. */
export type Earlier = { events: DomainEvent[]; runIds: string[] };

/**
 * Loads what happened a little while ago to people of whom more is received now, into `loaded`: journeys may be asked about it
 * again. Nothing is read where no journey is.
 * @param enabled the journeys that may start
 * @returns the same, so that all that it is about is loaded as well
 */
export async function loadEarlier(
  client: ShopClient,
  shopId: string,
  events: readonly DomainEvent[],
  { enabled, now }: { enabled: readonly Journey[]; now: number },
  loaded: LoadedState,
): Promise<Earlier> {
  const earlier: Earlier = { events: [], runIds: [] };
  const facts = events.filter((one) => isPersonFact(one) && !loaded.applied.has(one.id));
  const journeys = facts.length === 0 ? [] : journeysAskedAgain(enabled);
  const people = peopleOf(facts, loaded);
  if (journeys.length === 0 || people.size === 0) return earlier;
  const span = { ...spanAskedAgain(facts, now), kinds: kindsAskedAgain(journeys) };
  const ids = [...people.keys()];
  for (const row of await readPastEvents(client, shopId, ids, span, MOST_EVENTS)) {
    const profileId = ids[row.place - 1];
    if (profileId === undefined) continue;
    for (const { event: read } of eventsOfRows(row.events)) {
      const event = withIdentifiers(read, people.get(profileId) ?? read.identifiers);
      const known = loaded.earlier.get(profileId);
      if (known) known.push({ event, refusals: [] });
      else loaded.earlier.set(profileId, [{ event, refusals: [] }]);
      earlier.events.push(event);
      earlier.runIds.push(...startedBy(journeys, event, profileId));
    }
  }
  return earlier;
}

/** Whose these are as far as is known, each with what they are known by here. */
function peopleOf(
  facts: readonly DomainEvent[],
  { owners }: LoadedState,
): Map<string, DomainEvent['identifiers']> {
  const people = new Map<string, DomainEvent['identifiers']>();
  for (const { identifiers } of facts)
    for (const one of identifiers) {
      const owner = owners.get(identifierKey(one));
      if (owner !== undefined && !people.has(owner)) people.set(owner, [one]);
    }
  return people;
}

/** An event as one of a person, who is found by what rows of events do not keep, and of the order that it is about. */
function withIdentifiers(event: DomainEvent, identifiers: DomainEvent['identifiers']): DomainEvent {
  const orders = 'orderId' in event ? [{ kind: 'order' as const, value: event.orderId }] : [];
  return { ...event, identifiers: [...identifiers, ...orders] };
}

/** The last runs of people on the journeys that are asked again and go by person: they may hold back another. */
export function journeysHoldingBack(enabled: readonly Journey[]): string[] {
  return journeysAskedAgain(enabled).flatMap((journey) =>
    reentryOf(journey).per === 'person' ? journey.key : [],
  );
}
