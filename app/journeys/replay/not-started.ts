import type { DomainEvent } from '#app/events/event.ts';
import {
  cartOf,
  cartRunKey,
  contextOf,
  isActivityOn,
  standingOf,
} from '#app/journeys/carts-of-run.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { findExitReason } from '#app/journeys/exit-run.ts';
import type { Run, RunContext } from '#app/journeys/run.ts';
import { newRun } from '#app/journeys/new-run.ts';
import type { StepContext } from '#app/journeys/transition.ts';

/** Why something that the journey begins with began no run, and what it was about; each subject counts once a reason. */
export type NotStarted = { reason: string; subject: string };

/**
 * Why an event of the trigger started no run: asked after `startRuns` gave none.
 * @param runs the person's runs so far
 * @returns null where it is no event of the trigger, or belongs to a run under way
 */
export function whyNotStarted(
  journey: Journey,
  event: DomainEvent,
  profileId: string,
  runs: readonly Run[],
  context: StepContext,
): NotStarted | null {
  const { trigger } = journey;
  const kinds: readonly string[] = 'events' in trigger ? trigger.events : [];
  if (!kinds.includes(event.kind)) return null;
  const about = subjectOfEvent(event);
  if (!about) return null;
  const taking = runs.filter((run) => isActivityOn(run, event) || run.dedupeKey === about.subject);
  if (taking.some(({ state }) => state === 'active')) return null;
  if (taking.length > 0) return { reason: 'entered_before', subject: about.subject };
  const run = newRun(journey, { key: about.subject, context: about.context }, profileId, event.at);
  return { reason: reasonOf(journey, event, run, context), subject: about.subject };
}

type EventSubject = { subject: string; context: RunContext };

function subjectOfEvent(event: DomainEvent): EventSubject | null {
  const cart = cartOf(event);
  if (cart) return { subject: cartRunKey(cart), context: contextOf(cart) };
  if (!('orderId' in event)) return null;
  const { orderId } = event;
  return { subject: `order:${orderId}`, context: { subject: 'order', orderId } };
}

function reasonOf(journey: Journey, event: DomainEvent, run: Run, context: StepContext): string {
  const exit = findExitReason(journey, run, { kind: 'event', event }, context);
  if (exit) return exit;
  if (run.context.subject === 'basket') {
    const { standing } = standingOf(run, context.facts);
    if (standing !== 'open') return standing === 'ordered' ? 'ordered' : 'basket_emptied';
  }
  return context.holds(journey.entry, event.at).holds ? 'left_out' : 'entry_not_met';
}
