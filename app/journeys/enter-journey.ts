import { findExitCondition, findExitReason } from './exit-run.ts';
import { enterStep } from './enter-step.ts';
import { entryDecisions } from './entry-decisions.ts';
import { advanceOrFail } from './fail-run.ts';
import { isAboutAllCarts, isOnePerPerson, standingOf } from './carts-of-run.ts';
import type { ExitReason, Journey, SegmentChange } from './definition.ts';
import type { KnownRuns } from './known-runs.ts';
import { newRun } from './new-run.ts';
import { reentryOf } from './reentry.ts';
import { reentryRefusal, type ReentryRefusal } from './reentry-policy.ts';
import type { Run } from './run.ts';
import {
  concatTransitions,
  transitionTo,
  type StepContext,
  type StepInput,
  type Transition,
} from './transition.ts';
import type { TriggerStart } from './triggers/trigger-handler.ts';

/** Why a person does not enter a journey. */
export type EntryRefusal =
  | ReentryRefusal
  | ExitReason
  | `segment_${SegmentChange['kind']}`
  | 'entry_not_met'
  /** The cart was ordered or emptied. */
  | 'cart_closed'
  /** The journey is about a cart or an order, and there is none. */
  | 'other_subject';

/** A run that began, or why none did. */
export type EntryOutcome = Transition | { refused: EntryRefusal };

/**
 * A new run of a person on a journey, as far as its first wait, where its re-entry, its entry condition and its exit
 * reasons allow it.
 * @param at when it begins, epoch milliseconds
 * @param known the runs of the person, with those that ended where re-entry asks for them
 */
export function enterJourney(
  journey: Journey,
  { keys, context: subject }: TriggerStart,
  profileId: string,
  at: number,
  input: StepInput,
  known: KnownRuns,
  context: StepContext,
): EntryOutcome {
  const policy = reentryOf(journey);
  const key = keys[policy.per];
  if (key === undefined) return { refused: 'other_subject' };
  const run = newRun(journey, { key, context: subject }, profileId, at);
  if (known.ownerOf(run.id) !== null) return { refused: 'once_only' };
  const theirs = known.ofPerson(profileId, journey.key);
  // Runs of earlier versions, about one cart, hold back none about all carts.
  const counted = isOnePerPerson(journey) ? theirs.filter(isAboutAllCarts) : theirs;
  const refused = reentryRefusal(policy, counted, at);
  if (refused) return { refused };
  if (subject.subject === 'basket' && standingOf(run, context.facts).standing !== 'open')
    return { refused: 'cart_closed' };
  return beginOrRefuse(journey, run, input, context);
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
  return startedRuns(beginOrRefuse(journey, run, input, context));
}

/** The run that began, if one did. */
export function startedRuns(outcome: EntryOutcome): Transition[] {
  return 'refused' in outcome ? [] : [outcome];
}

function beginOrRefuse(
  journey: Journey,
  run: Run,
  input: StepInput,
  context: StepContext,
): EntryOutcome {
  const at = run.enteredAt;
  const found: { refused: EntryRefusal | null } = { refused: null };
  const begun = advanceOrFail(run, context.now, { due: false }, () => {
    found.refused =
      findExitReason(journey, run, input, context) ?? findExitCondition(journey, context, at);
    if (found.refused !== null) return transitionTo(run);
    const answer = context.holds(journey.entry, at);
    if (!answer.holds) {
      found.refused = 'entry_not_met';
      return transitionTo(run);
    }
    const decided = { ...transitionTo(run), decisions: entryDecisions(journey, run, at, answer) };
    return concatTransitions(decided, enterStep(journey, run, journey.first, at, context));
  });
  const { refused } = found;
  return refused === null || begun.run !== run ? begun : { refused };
}
