import type { DomainEvent, EventKind } from '#app/events/event.ts';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import type { Journey } from './definition.ts';
import { isRefusedEntry } from './enter-journey.ts';
import type { KnownRuns } from './known-runs.ts';
import { reentryOf } from './reentry.ts';
import { startRuns } from './start-runs.ts';
import type { StepContext, Transition } from './transition.ts';
import { triggerHandlerOf } from './triggers/registry.ts';

/** What Shopify sends by itself of a person: it may be received after the order that it came with. */
const PERSON_FACTS: ReadonlySet<EventKind> = new Set([
  'consent.changed',
  'customer.changed',
  'tags.changed',
]);

/** What a person states with an order is dated so much later at most. */
const WITH_IT_MS = MINUTE;
/** What is received so much later finds that decided which it came with. */
const LATEST_MS = HOUR;

/** Whether an event says of a person what a condition to enter may ask, and nothing that they did. */
export function isPersonFact({ kind }: DomainEvent): boolean {
  return PERSON_FACTS.has(kind);
}

/** The journeys that are asked again when more is known of a person: those that an event begins and that ask who enters. */
export function journeysAskedAgain(journeys: readonly Journey[]): Journey[] {
  return journeys.filter(
    ({ trigger, entry }) =>
      triggerHandlerOf(trigger).past(trigger).by === 'events' && conditionsOf(entry).length > 0,
  );
}

/** The kinds of events that begin these journeys. */
export function kindsAskedAgain(journeys: readonly Journey[]): EventKind[] {
  const kinds = new Set<EventKind>();
  for (const { trigger } of journeys) {
    const past = triggerHandlerOf(trigger).past(trigger);
    if (past.by === 'events') for (const kind of past.kinds) kinds.add(kind);
  }
  // What is in an order is known from its first state.
  if (kinds.has('order.placed')) kinds.add('order.changed');
  return [...kinds];
}

/**
 * Between which moments, epoch milliseconds, events may be asked about again because of what is received now.
 * @param facts what is received; none for anything
 */
export function spanAskedAgain(
  facts: readonly Pick<DomainEvent, 'at'>[],
  now: number,
): { from: number; until: number } {
  const sinceFacts = facts.map(({ at }) => at - WITH_IT_MS);
  const oldest = sinceFacts.length === 0 ? -Infinity : Math.min(...sinceFacts);
  return { from: Math.max(oldest, now - LATEST_MS), until: now };
}

/** The events, of some of one person, that journeys are asked about again because of what is received now; the oldest first. */
export function eventsAskedAgain(
  fact: DomainEvent,
  earlier: readonly DomainEvent[],
  now: number,
): DomainEvent[] {
  if (!isPersonFact(fact)) return [];
  const { from } = spanAskedAgain([fact], now);
  return earlier.filter(({ at }) => at >= from).sort((a, b) => a.at - b.at);
}

/**
 * The run that an event begins after all, because something was received later that was so when it happened: whether a person
 * may enter a journey must not depend on which of two deliveries is quicker. Null when it still begins none, or did.
 * @param event one of `eventsAskedAgain`; all that it is about is known in `context`
 */
export function startAfterAll(
  journey: Journey,
  event: DomainEvent,
  profileId: string,
  known: KnownRuns,
  context: StepContext,
): Transition | null {
  // Most of what is received changes nothing about who may enter; that is found without what a decision would say of it.
  if (!context.holds(journey.entry, event.at).holds) return null;
  if (wasOnIt(journey, event, profileId, known)) return null;
  const [outcome] = startRuns([journey], event, profileId, known, context);
  return outcome === undefined || isRefusedEntry(outcome) ? null : outcome;
}

/** Whether a person was on a journey when something happened, or entered it since, where that held them back. */
function wasOnIt(
  journey: Journey,
  { at }: DomainEvent,
  profileId: string,
  known: KnownRuns,
): boolean {
  if (reentryOf(journey).per !== 'person') return false;
  return known.ofPerson(profileId, journey.key).some(({ endedAt }) => (endedAt ?? Infinity) >= at);
}
