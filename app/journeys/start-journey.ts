import { idOf } from '#app/lib/ids.ts';
import { cartRunKey, intentionKeyOf } from './carts-of-run.ts';
import type { StartDecisionInput } from './decision-input.ts';
import type { Journey } from './definition.ts';
import { enterJourney, type EntryOutcome, type EntryRefusal } from './enter-journey.ts';
import type { KnownRuns } from './known-runs.ts';
import type { Decision, RunContext } from './run.ts';
import type { JourneyStart, StepContext, Transition } from './transition.ts';
import { triggerHandlerOf } from './triggers/registry.ts';
import { personStart, type TriggerStart } from './triggers/trigger-handler.ts';

/** Journeys that may start each other one after the other at one moment; what is beyond goes in a circle. */
const LONGEST_CHAIN = 5;

/** Why a journey did not start: the person may not enter it, it is not running, or it would go in a circle. */
export type StartRefusal = EntryRefusal | 'journey_not_live' | 'journey_circle';

/** The name under which what a member of staff decides is recorded. */
export const STAFF_RULE = 'staff@1';

/** Who asks for a run, and for which. */
export type StartRequest = Omit<JourneyStart, 'rule'> & {
  profileId: string;
  rule: string;
  /** The run whose step asks; null for a member of staff. */
  runId: string | null;
};

/**
 * The run that was started, or null and why not. Either way the decision that says so, and where the journey refused the
 * person the one that says what it read.
 */
export type StartOutcome = {
  transition: Transition | null;
  refused: StartRefusal | null;
  decisions: Decision[];
};

/**
 * Starts a journey for a person because a step of another or a member of staff asks for it. The journey's own re-entry
 * and condition to enter count; what the run is about is carried over where both are about the same.
 * @param chain how many journeys started each other before this one at the same moment
 */
export function startJourney(
  journeys: readonly Journey[],
  request: StartRequest,
  known: KnownRuns,
  context: StepContext,
  chain = 0,
): StartOutcome {
  const outcome = tryStart(journeys, request, known, context, chain);
  const transition = 'refused' in outcome ? null : outcome;
  const refused = 'refused' in outcome ? outcome.refused : null;
  const decision = startDecision(request, transition, refused);
  const entry = 'decisions' in outcome && transition === null ? outcome.decisions : [];
  return { transition, refused, decisions: [decision, ...entry] };
}

function tryStart(
  journeys: readonly Journey[],
  { journeyKey, key, context: about, profileId, at }: StartRequest,
  known: KnownRuns,
  context: StepContext,
  chain: number,
): EntryOutcome | { refused: StartRefusal } {
  const journey = journeys.find((one) => one.key === journeyKey);
  if (!journey) return { refused: 'journey_not_live' };
  if (chain >= LONGEST_CHAIN) return { refused: 'journey_circle' };
  const start = startAbout(journey, about, key);
  if (!start) return { refused: 'other_subject' };
  return enterJourney(journey, start, profileId, at, { kind: 'time' }, known, context);
}

/** What the run is about: what the asking run is about where the journey is about the like, else the person. */
function startAbout({ trigger }: Journey, about: RunContext, key: string): TriggerStart | null {
  const subject = triggerHandlerOf(trigger).subject(trigger);
  const named = `start:${key}`;
  if (subject === 'person') return personStart(named);
  if (subject === 'application' && about.subject === 'application')
    return { context: about, keys: { person: named, event: named } };
  if (subject === 'order' && about.subject === 'order') {
    const context = { subject, orderId: about.orderId };
    return { context, keys: { order: `order:${about.orderId}`, event: named, person: named } };
  }
  if (subject === 'basket' && about.subject === 'basket')
    return {
      context: about,
      keys: { cart: cartRunKey(about), person: intentionKeyOf(about, key) },
    };
  return null;
}

function startDecision(
  { key, journeyKey, profileId, runId, at, rule, step }: StartRequest,
  transition: Transition | null,
  refused: StartRefusal | null,
): Decision {
  return {
    id: idOf('decision', key, 'start', journeyKey),
    at,
    profileId,
    runId,
    effectKey: null,
    outcome: refused === null ? 'journey_started' : 'journey_not_started',
    reason: refused ?? 'journey_started',
    rule,
    facts: { journey: journeyKey, run: transition?.run.id ?? null },
    input: { kind: 'start', step, journey: journeyKey, refused } satisfies StartDecisionInput,
    ...(runId === null && { journeyKey }),
  };
}
