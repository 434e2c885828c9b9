import type { DomainEvent } from '#app/events/event.ts';
import { cartOf, isOnePerPerson } from './carts-of-run.ts';
import type { Journey } from './definition.ts';
import { asksEndedRuns } from './reentry-policy.ts';
import { reentryOf } from './reentry.ts';
import type { Step } from './steps/registry.ts';
import { triggerHandlerOf } from './triggers/registry.ts';

/**
 * The keys of the journeys of which the last ended run of each person counts in a batch: who may enter again depends on
 * it, or it says which cart was reminded of last.
 * @param earlier archived journeys and earlier versions: their runs go on, and are merged as those of live ones are
 * @param mayJoin whether people whose carts are reminded of may turn out to be one: the orders of the one then end
 *   reminders of the other
 */
export function journeysAskingLastRuns(
  journeys: readonly Journey[],
  earlier: readonly Journey[],
  events: readonly DomainEvent[],
  mayJoin: boolean,
): string[] {
  const hasCart = events.some((event) => cartOf(event) !== null);
  const remindsOfCarts = (journey: Journey) => (hasCart || mayJoin) && isOnePerPerson(journey);
  const all = [...journeys, ...earlier];
  const startedBySteps = new Set(all.flatMap(({ steps }) => steps.flatMap(startedJourney)));
  const asking = [
    ...all.filter(remindsOfCarts),
    ...journeys.filter(
      (journey) => mayStartAgain(journey, events) || isAskedFor(journey, startedBySteps, events),
    ),
  ];
  return [...new Set(asking.map(({ key }) => key))];
}

/** Whether a run may start for a person of the batch who was on the journey before, and that counts. */
function mayStartAgain(journey: Journey, events: readonly DomainEvent[]): boolean {
  const { trigger } = journey;
  const handler = triggerHandlerOf(trigger);
  // A day is passed twice when the clock is set back.
  if (handler.moment) return true;
  if (!asksEndedRuns(reentryOf(journey))) return false;
  // A change is found for each person that is assessed.
  if (handler.onChange) return true;
  return events.some((event) => handler.onEvent?.(trigger, event, '') != null);
}

/** Whether a step of another journey or, in a batch without events, a member of staff may start it. */
function isAskedFor(
  journey: Journey,
  startedBySteps: ReadonlySet<string>,
  events: readonly DomainEvent[],
): boolean {
  if (!asksEndedRuns(reentryOf(journey))) return false;
  return events.length === 0 || startedBySteps.has(journey.key);
}

function startedJourney(step: Step): string[] {
  return step.kind === 'start_journey' ? [step.journey] : [];
}
