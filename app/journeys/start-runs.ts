import type { DomainEvent } from '#app/events/event.ts';
import { stateMoment } from '#app/events/topics/state-time.ts';
import { DAY } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import { cartKey } from '#app/profiles/facts.ts';
import { advanceOrFail } from './fail-run.ts';
import { enterStep } from './enter-step.ts';
import { entryDecisions } from './entry-decisions.ts';
import {
  cartRunKey,
  cartOf,
  contextOf,
  intentionKey,
  isActivityOn,
  isOnePerPerson,
  standingOf,
} from './carts-of-run.ts';
import type { Journey } from './definition.ts';
import { findExitCondition, findExitReason } from './exit-run.ts';
import { orderKindOf, type OrderKind } from './order-kind.ts';
import {
  concatTransitions,
  transitionTo,
  type StepContext,
  type StepInput,
  type Transition,
} from './transition.ts';
import type { Run, RunContext } from './run.ts';

/** An event older than this starts nothing: an old order that is only now received needs no thanks. */
const MAX_EVENT_AGE_MS = 7 * DAY;

/** The runs that are known of people. */
export type KnownRuns = {
  /** Whose the run with this id is, ended or not; null when there is none. */
  ownerOf(runId: string): string | null;
  /** A person's runs of a journey: those under way, and the last that ended. */
  ofPerson(profileId: string, journeyKey: string): readonly Run[];
};

/**
 * The runs that an event starts. None starts when one of the journey's exit reasons already holds, so an
 * order that came before the cart it was made from leaves nothing to recover.
 * @param event an event of this person, already applied to the facts in `context`
 * @returns each new run as far as its first wait, with the effects up to there
 */
export function startRuns(
  journeys: readonly Journey[],
  event: DomainEvent,
  profileId: string,
  known: KnownRuns,
  context: StepContext,
): Transition[] {
  if (context.now - event.at > MAX_EVENT_AGE_MS) return [];
  return journeys.flatMap((journey) => {
    const subject = isOnePerPerson(journey)
      ? intentionOf(journey, event, known.ofPerson(profileId, journey.key), context)
      : subjectOf(journey, event);
    if (!subject) return [];
    const run = newRun(journey, subject, profileId, event.at);
    if (known.ownerOf(run.id) !== null) return [];
    if (subject.context.subject === 'basket' && standingOf(run, context.facts).standing !== 'open')
      return [];
    return beginRun(journey, run, { kind: 'event', event }, context);
  });
}

/**
 * The intention that an event on a cart begins; null when an active run takes the event up, and for what is older
 * than what is known: it belongs to an intention that is over. A run that failed may be tried again, so that for some
 * days no second one reminds its person.
 */
function intentionOf(
  { trigger }: Journey,
  event: DomainEvent,
  runs: readonly Run[],
  { facts }: StepContext,
): Subject | null {
  const cart = cartOf(event);
  if (!cart || 'segment' in trigger || !trigger.events.includes(event.kind)) return null;
  const newest = facts.carts.get(cartKey(cart.kind, cart.token))?.snapshot;
  if (newest && stateMoment(newest) > stateMoment(cart)) return null;
  const isTaken = runs.some((run) => {
    if (run.state === 'active') return isActivityOn(run, event);
    const until = (run.endedAt ?? 0) + (run.state === 'failed' ? MAX_EVENT_AGE_MS : 0);
    return event.at < until;
  });
  return isTaken ? null : { key: intentionKey(cart, event), context: contextOf(cart) };
}

/**
 * A new run as far as its first wait; none when one of the journey's exit reasons or exit conditions already holds or the
 * person may not enter. When that throws the run is there as failed, to begin when it is tried again.
 */
export function beginRun(
  journey: Journey,
  run: Run,
  input: StepInput,
  context: StepContext,
): Transition[] {
  const at = run.enteredAt;
  const begun = advanceOrFail(run, context.now, { due: false }, () => {
    if (findExitReason(journey, run, input, context)) return transitionTo(run);
    if (findExitCondition(journey, context, at)) return transitionTo(run);
    const answer = context.holds(journey.entry, at);
    if (!answer.holds) return transitionTo(run);
    const decided = { ...transitionTo(run), decisions: entryDecisions(journey, run, at, answer) };
    return concatTransitions(decided, enterStep(journey, run, journey.first, at, context));
  });
  return begun.run === run ? [] : [begun];
}

/** Ids of the runs that an event may start or have started; load these before calling `startRuns`. */
export function runIdsOf(journeys: readonly Journey[], event: DomainEvent): string[] {
  return journeys.flatMap((journey) => {
    const subject = isOnePerPerson(journey) ? null : subjectOf(journey, event);
    return subject ? [runId(journey, subject)] : [];
  });
}

type Subject = { key: string; context: RunContext };

/** What a run that an event starts would be about, where there is one run for each such thing, for ever. */
function subjectOf({ trigger }: Journey, event: DomainEvent): Subject | null {
  if ('segment' in trigger || !trigger.events.includes(event.kind)) return null;
  if (trigger.subject === 'basket') {
    const cart = cartOf(event);
    return cart && { key: cartRunKey(cart), context: contextOf(cart) };
  }
  if (!('orderId' in event) || isLeftOut(trigger, event)) return null;
  const { orderId } = event;
  return { key: `order:${orderId}`, context: { subject: 'order', orderId } };
}

/** Whether an order is of a kind that the journey leaves out. */
function isLeftOut({ except = [] }: { except?: OrderKind[] }, event: DomainEvent): boolean {
  const kind = event.kind === 'order.placed' ? orderKindOf(event) : null;
  return kind !== null && except.includes(kind);
}

function runId(journey: Journey, subject: Subject): string {
  return idOf('run', journey.key, subject.key);
}

/** A run that begins at a moment. */
export function newRun(journey: Journey, subject: Subject, profileId: string, at: number): Run {
  return {
    id: runId(journey, subject),
    journeyKey: journey.key,
    journeyVersion: journey.version,
    profileId,
    dedupeKey: subject.key,
    state: 'active',
    stepId: journey.first,
    visit: 0,
    context: subject.context,
    enteredAt: at,
    // It is due from its beginning on.
    wakeAt: at,
    endedAt: null,
    endReason: null,
  };
}
