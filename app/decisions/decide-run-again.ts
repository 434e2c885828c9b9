import {
  JourneyDecisionInput,
  type ExitConditionsInput,
  type StartDecisionInput,
  type StepDecisionInput,
} from '#app/journeys/decision-input.ts';
import { DefinitionGoneError, stepById, type Journey } from '#app/journeys/definition.ts';
import { exitReasonOf } from '#app/journeys/exit-facts.ts';
import { exitConditionOf } from '#app/journeys/exit-run.ts';
import { journeyOfStep } from '#app/journeys/journey-of-step.ts';
import { reentryOf } from '#app/journeys/reentry.ts';
import { reentryRefusal } from '#app/journeys/reentry-policy.ts';
import { stepHandlerOf } from '#app/journeys/steps/registry.ts';
import type { OfferVersion } from '#app/offers/offer-lookup.ts';
import { answerAgain, NotReadError } from '#app/segments/answer-again.ts';
import { contextAsRead, notStored, NotStoredError, runAsRead } from './context-as-read.ts';
import type { DecidedAgain, NotRepeatable } from './reevaluation.ts';
import type { StoredDecision } from './stored-decision.ts';

/** What a decision is made by again: the version of the journey, and of the offer that it was about. */
type DecidingRules = { journey: Journey | null; offer: OfferVersion | null };

/** Makes a decision about a run again; a rule that is gone is null. */
export function decideRunAgain(
  decision: StoredDecision,
  { journey, offer }: DecidingRules,
): DecidedAgain | NotRepeatable {
  const read = JourneyDecisionInput.safeParse(decision.input);
  if (!read.success) return 'not_stored';
  const input = read.data;
  if (input.kind === 'start' && input.step === null) return startedBy(input);
  if (journey === null || (input.kind === 'step' && input.offer && !offer))
    return 'definition_gone';
  try {
    return decideBy(input, decision, { journey, offer });
  } catch (error) {
    if (error instanceof NotReadError) return 'condition_changed';
    if (error instanceof NotStoredError) return 'not_stored';
    if (error instanceof DefinitionGoneError) return 'definition_gone';
    throw error;
  }
}

type KnownRules = { journey: Journey; offer: OfferVersion | null };

function decideBy(
  input: JourneyDecisionInput,
  decision: StoredDecision,
  { journey, offer }: KnownRules,
): DecidedAgain | NotRepeatable {
  // What ends a run keeps others from beginning.
  const stoppedBy = decision.outcome === 'not_entered' ? refusedBy : endedBy;
  switch (input.kind) {
    case 'entry':
      return answerAgain(journey.entry, input.conditions, decision.at)
        ? { outcome: 'entered', reason: 'entry_met' }
        : { outcome: 'not_entered', reason: 'entry_not_met' };
    case 'reentry':
      return refusedBy(
        input.isRepeat ? 'once_only' : reentryRefusal(reentryOf(journey), input, decision.at),
      );
    case 'cart_entry':
      return refusedBy(input.cart === 'open' ? null : 'cart_closed');
    case 'start': {
      const step = stepById(journey, input.step ?? '');
      const isAsked = step.kind === 'start_journey' && step.journey === input.journey;
      return isAsked ? startedBy(input) : { outcome: 'goes_on', reason: step.id };
    }
    case 'step':
      return stepAgain(input, decision, journey, offer);
    case 'exit':
      return stoppedBy(exitReasonOf(journey, input.facts));
    case 'exit_conditions':
      return stoppedBy(exitConditionOf(journey, membershipsRead(input)));
    case 'segment_exit': {
      const { segment, kind } = input.change;
      const exits = journey.exitConditions ?? [];
      const isExit = exits.some((one) => one.segment === segment && one.kind === kind);
      return endedBy(isExit ? `segment_${kind}` : null);
    }
    case 'wait': {
      const step = stepById(journey, input.step);
      const isAwaited =
        step.kind === 'wait_for' &&
        (input.event === null || step.events.some((event) => event === input.event));
      const isInTime = input.at !== null && input.at <= input.until;
      return { outcome: isAwaited && isInTime ? 'happened' : 'not_in_time', reason: input.step };
    }
    case 'cart_exit':
      return endedBy(journey.renewsAt?.includes(input.step) ? 'cart_changed' : null);
  }
}

function endedBy(reason: string | null): DecidedAgain {
  return reason === null
    ? { outcome: 'goes_on', reason: 'no_exit_reason' }
    : { outcome: 'ended', reason };
}

function refusedBy(reason: string | null): DecidedAgain {
  return reason === null
    ? { outcome: 'entered', reason: 'entry_met' }
    : { outcome: 'not_entered', reason };
}

function startedBy({ refused }: StartDecisionInput): DecidedAgain {
  return refused === null
    ? { outcome: 'journey_started', reason: 'journey_started' }
    : { outcome: 'journey_not_started', reason: refused };
}

/** Whether the person was in a segment, as it was read then. */
function membershipsRead({ memberships }: ExitConditionsInput): (segment: string) => boolean {
  return (segment) => {
    const known = memberships[segment];
    if (known === undefined) throw notStored(`whether a person was in segment ${segment}`);
    return known;
  };
}

/** What the step decides about a run that reaches it, of which only what the step read is known. */
function stepAgain(
  input: StepDecisionInput,
  { id, at, runId, outcome }: StoredDecision,
  journey: Journey,
  offer: OfferVersion | null,
): DecidedAgain | NotRepeatable {
  const { step: stepId, visit, profile: profileId } = input;
  if (runId === null) return 'not_stored';
  const step = stepById(journey, stepId);
  const run = runAsRead({ id: runId, profileId, stepId, visit }, journey);
  const result = stepHandlerOf(step).enter(
    step,
    run,
    at,
    contextAsRead(input, offer, at, runId),
    journeyOfStep(journey),
  );
  const same = result.decisions?.find((one) => one.id === id);
  if (same) return { outcome: same.outcome, reason: same.reason };
  if (result.outcome.kind === 'end' && outcome === 'ended') return endedBy(result.outcome.reason);
  return { outcome: 'goes_on', reason: stepId };
}
