import type { DomainEvent } from '#app/events/event.ts';
import { eventsAskedAgain, startAfterAll } from '#app/journeys/ask-again.ts';
import { ruleOf, type Journey } from '#app/journeys/definition.ts';
import { isRefusedEntry, type EntryOutcome } from '#app/journeys/enter-journey.ts';
import type { Decision } from '#app/journeys/run.ts';
import type { LoadedState } from '#app/engine/load/loaded-state.ts';
import { advanceRun } from './advance-run.ts';
import {
  knownRuns,
  recordTransition,
  stepContext,
  type DecisionContext,
} from './decision-context.ts';

/** Remembers an event that journeys may be asked about again, and why it began no run of them. */
export function noteEarlier(
  { loaded, kindsAsked }: DecisionContext,
  event: DomainEvent,
  profileId: string,
  outcomes: readonly EntryOutcome[],
): void {
  if (!kindsAsked.has(event.kind)) return;
  const refusals = outcomes.flatMap((one) => (isRefusedEntry(one) ? one.decisions : []));
  const known = loaded.earlier.get(profileId);
  if (known) known.push({ event, refusals });
  else loaded.earlier.set(profileId, [{ event, refusals }]);
}

/**
 * Begins what earlier events of a person would have begun, had this been received before them; what happened since takes the
 * runs on. What was decided to the contrary in this batch is withdrawn; what an earlier batch decided stays on record beside it.
 */
export function askAgain(context: DecisionContext, fact: DomainEvent, profileId: string): void {
  const { loaded, now, journeysAsked } = context;
  const earlier = loaded.earlier.get(profileId) ?? [];
  const events = eventsAskedAgain(
    fact,
    earlier.map(({ event }) => event),
    now,
  );
  for (const [place, event] of events.entries())
    for (const journey of journeysAsked) {
      const known = knownRuns(context);
      const facts = stepContext(context, profileId);
      const transition = startAfterAll(journey, event, profileId, known, facts);
      if (transition === null) continue;
      const { refusals = [] } = earlier.find((one) => one.event === event) ?? {};
      withdraw(context, journey, refusals);
      recordTransition(context, transition);
      for (const later of events.slice(place + 1)) {
        const run = loaded.runs.get(transition.run.id);
        if (run?.state === 'active') advanceRun(context, run, { kind: 'event', event: later });
      }
    }
}

/** Takes back of some decisions of this batch those of a journey. */
function withdraw(
  { changes }: DecisionContext,
  journey: Journey,
  decisions: readonly Decision[],
): void {
  const ofJourney = new Set(decisions.filter(({ rule }) => rule === ruleOf(journey)));
  changes.decisions = changes.decisions.filter((one) => !ofJourney.has(one));
}

/** What is known of events of a person that was merged into another is known of that one. */
export function mergeEarlier({ earlier }: LoadedState, from: string, into: string): void {
  const theirs = earlier.get(from);
  if (!theirs) return;
  earlier.set(into, [...(earlier.get(into) ?? []), ...theirs]);
  earlier.delete(from);
}
