import type { DomainEvent } from '#app/events/event.ts';
import { stateMoment } from '#app/events/topics/state-time.ts';
import { DAY } from '#app/lib/duration.ts';
import { cartKey } from '#app/profiles/facts.ts';
import { cartOf, isActivityOn, isOnePerPerson } from './carts-of-run.ts';
import type { Journey } from './definition.ts';
import { enterJourney, type EntryOutcome } from './enter-journey.ts';
import type { KnownRuns } from './known-runs.ts';
import { runIdOf } from './new-run.ts';
import { reentryOf } from './reentry.ts';
import type { StepContext } from './transition.ts';
import { triggerHandlerOf } from './triggers/registry.ts';
import type { TriggerStart } from './triggers/trigger-handler.ts';

/** An event older than this starts nothing: an old order that is only now received needs no thanks. */
const MAX_EVENT_AGE_MS = 7 * DAY;

/**
 * The runs that an event starts. None starts when one of the journey's exit reasons already holds, so an
 * order that came before the cart it was made from leaves nothing to recover.
 * @param event an event of this person, already applied to the facts in `context`
 * @returns each new run as far as its first wait, with the effects up to there, and why others did not begin
 */
export function startRuns(
  journeys: readonly Journey[],
  event: DomainEvent,
  profileId: string,
  known: KnownRuns,
  context: StepContext,
): EntryOutcome[] {
  if (context.now - event.at > MAX_EVENT_AGE_MS) return [];
  return journeys.flatMap((journey) => {
    if (isOnePerPerson(journey) && isTakenUp(journey, event, profileId, known, context)) return [];
    const start = startOf(journey, event, profileId);
    if (!start || !asksFor(journey, event, context)) return [];
    const input = { kind: 'event', event } as const;
    return [enterJourney(journey, start, profileId, event.at, input, known, context)];
  });
}

/**
 * Ids of the runs that an event of a person may begin, or has begun, also of those whose key is known by the person; load these
 * before asking about the event again.
 */
export function startedBy(
  journeys: readonly Journey[],
  event: DomainEvent,
  profileId: string,
): string[] {
  return journeys.flatMap((journey) => {
    const key = startOf(journey, event, profileId)?.keys[reentryOf(journey).per];
    return key === undefined ? [] : [runIdOf(journey, key)];
  });
}

/** What a run that an event starts would be about; null when it starts none. */
function startOf({ trigger }: Journey, event: DomainEvent, profileId: string): TriggerStart | null {
  return triggerHandlerOf(trigger).onEvent?.(trigger, event, profileId) ?? null;
}

function asksFor({ trigger }: Journey, event: DomainEvent, context: StepContext): boolean {
  return triggerHandlerOf(trigger).matches?.(trigger, event, context) ?? true;
}

/**
 * Whether an event on a cart begins no intention: an active run takes the event up, or it is older than what is known
 * and belongs to an intention that is over. A run that failed may be tried again, so that for some days no second one
 * reminds its person.
 */
function isTakenUp(
  { key }: Journey,
  event: DomainEvent,
  profileId: string,
  known: KnownRuns,
  { facts }: StepContext,
): boolean {
  const cart = cartOf(event);
  if (!cart) return true;
  const newest = facts.carts.get(cartKey(cart.kind, cart.token))?.snapshot;
  if (newest && stateMoment(newest) > stateMoment(cart)) return true;
  return known.ofPerson(profileId, key).some((run) => {
    if (run.state === 'active') return isActivityOn(run, event);
    const until = (run.endedAt ?? 0) + (run.state === 'failed' ? MAX_EVENT_AGE_MS : 0);
    return event.at < until;
  });
}

/**
 * Ids of the runs that an event may start or have started, of those whose key is known without the person; load these
 * before calling `startRuns`.
 */
export function runIdsOf(journeys: readonly Journey[], event: DomainEvent): string[] {
  return journeys.flatMap((journey) => {
    const { per } = reentryOf(journey);
    const key = per === 'person' ? undefined : startOf(journey, event, '')?.keys[per];
    return key === undefined ? [] : [runIdOf(journey, key)];
  });
}
