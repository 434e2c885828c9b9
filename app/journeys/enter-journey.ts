import { exitFactsOf } from './exit-facts.ts';
import { findExitCondition, findExitReason } from './exit-run.ts';
import { enterStep } from './enter-step.ts';
import { asDailyRefusals, entryDecisions, refusedEntryDecisions } from './entry-decisions.ts';
import { advanceOrFail } from './fail-run.ts';
import { isAboutAllCarts, isOnePerPerson, standingOf } from './carts-of-run.ts';
import type { ExitReason, Journey, SegmentChange } from './definition.ts';
import type { KnownRuns } from './known-runs.ts';
import { newRun } from './new-run.ts';
import { reentryOf } from './reentry.ts';
import { reentryFactsOf, reentryRefusal, type ReentryRefusal } from './reentry-policy.ts';
import type { Decision, Run } from './run.ts';
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

/** Why no run began, with the decision that says so where merchants ask about it: at most one a person, journey and day. */
export type RefusedEntry = { refused: EntryRefusal; decisions: Decision[] };

/** A run that began, or why none did. */
export type EntryOutcome = Transition | RefusedEntry;

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
  if (key === undefined) return { refused: 'other_subject', decisions: [] };
  const run = newRun(journey, { key, context: subject }, profileId, at);
  const owner = known.ownerOf(run.id);
  const theirs = known.ofPerson(profileId, journey.key);
  // Runs of earlier versions, about one cart, hold back none about all carts.
  const counted = isOnePerPerson(journey) ? theirs.filter(isAboutAllCarts) : theirs;
  const facts = reentryFactsOf(counted);
  const refused = owner === null ? reentryRefusal(policy, facts, at) : 'once_only';
  if (refused) {
    const read = { kind: 'reentry', isRepeat: owner !== null, ...facts } as const;
    // Of the same thing a second time the run says all that there is to say.
    const isAsked = policy.per === 'person' || owner !== profileId;
    const decisions = isAsked ? refusedEntryDecisions(journey, run, refused, read) : [];
    return { refused, decisions };
  }
  if (subject.subject === 'basket') {
    const { standing: cart } = standingOf(run, context.facts);
    if (cart !== 'open') {
      const read = { kind: 'cart_entry', cart } as const;
      // After an order the checkout comes once more: of who was on the journey the run says how it ended.
      const isAsked = theirs.length === 0;
      const decisions = isAsked ? refusedEntryDecisions(journey, run, 'cart_closed', read) : [];
      return { refused: 'cart_closed', decisions };
    }
  }
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
function startedRuns(outcome: EntryOutcome): Transition[] {
  return isRefusedEntry(outcome) ? [] : [outcome];
}

/** Whether no run began. */
export function isRefusedEntry(outcome: EntryOutcome): outcome is RefusedEntry {
  return 'refused' in outcome;
}

function beginOrRefuse(
  journey: Journey,
  run: Run,
  input: StepInput,
  context: StepContext,
): EntryOutcome {
  const at = run.enteredAt;
  const found: { refused: RefusedEntry | null } = { refused: null };
  const begun = advanceOrFail(run, context.now, { due: false }, () => {
    found.refused = exitsAtOnce(journey, run, input, context);
    if (found.refused !== null) return transitionTo(run);
    const answer = context.holds(journey.entry, at);
    if (!answer.holds) {
      const decisions = asDailyRefusals(journey, run, entryDecisions(journey, run, at, answer));
      found.refused = { refused: 'entry_not_met', decisions };
      return transitionTo(run);
    }
    const decided = { ...transitionTo(run), decisions: entryDecisions(journey, run, at, answer) };
    return concatTransitions(decided, enterStep(journey, run, journey.first, at, context));
  });
  const { refused } = found;
  return refused === null || begun.run !== run ? begun : refused;
}

/** Why a run would end as soon as it began; null when it would not. */
function exitsAtOnce(
  journey: Journey,
  run: Run,
  input: StepInput,
  context: StepContext,
): RefusedEntry | null {
  const reason = findExitReason(journey, run, input, context);
  const condition = reason ? null : findExitCondition(journey, context, run.enteredAt);
  const refused = reason ?? condition?.reason;
  if (refused === undefined) return null;
  const read = condition?.read ?? {
    kind: 'exit' as const,
    facts: exitFactsOf(journey, run, input, context),
  };
  return { refused, decisions: refusedEntryDecisions(journey, run, refused, read) };
}
