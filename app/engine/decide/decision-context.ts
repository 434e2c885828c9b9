import { addressConsent } from '#app/consent/known-address.ts';
import {
  MAIL_RULE,
  maySend,
  type AddressConsent,
  type SendRefusal,
} from '#app/consent/may-send.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { isRefusedEntry, type EntryOutcome } from '#app/journeys/enter-journey.ts';
import type { StepContext, Transition } from '#app/journeys/transition.ts';
import type { Effect, EmailPayload, Run } from '#app/journeys/run.ts';
import { startJourney } from '#app/journeys/start-journey.ts';
import type { KnownRuns } from '#app/journeys/known-runs.ts';
import { idOf } from '#app/lib/ids.ts';
import { STALE_AFTER_MS } from '#app/messages/delivery/decide-mail.ts';
import { plannedMailInput } from '#app/messages/delivery/mail-input.ts';
import { noteIssued, offerLookup } from '#app/offers/offer-lookup.ts';
import { addressKey } from '#app/profiles/consent-acts.ts';
import { personZone } from '#app/profiles/person-zone.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { AssessmentContext } from '#app/segments/assess.ts';
import { answerPredicate } from '#app/segments/answer-predicate.ts';
import { segmentFacts, type SegmentFacts } from '#app/segments/facts.ts';
import { isInSegment } from '#app/segments/is-in-segment.ts';
import type { StateChanges, LoadedState } from '#app/engine/load/loaded-state.ts';
import type { Policy } from './policy.ts';

/** The batch in the making: the loaded state, what changed in it, and by which rules. */
export type DecisionContext = {
  loaded: LoadedState;
  changes: StateChanges;
  now: number;
  policy: Policy;
  enabledJourneys: readonly Journey[];
  /** The journeys that start on days of a person. */
  datedJourneys: readonly Journey[];
  /** The journeys that are asked again when more is known of a person, and the events that begin them. */
  journeysAsked: readonly Journey[];
  kindsAsked: ReadonlySet<string>;
  touched: Set<string>;
  /** Those of them of whom something was received. */
  received: Set<string>;
  carts: Set<string>;
  purchases: Set<string>;
  runs: Set<string>;
  /** Ids of the runs of each profile: looking through all runs at every event would cost the square of a batch. */
  runsOf: Map<string, string[]>;
  /** The memberships of profiles that were merged into others, by the profile they were merged into. */
  inherited: Map<string, Map<string, number>>;
};

/** Ids of runs by whose they are. */
export function runsByProfile(loaded: LoadedState): Map<string, string[]> {
  const runsOf = new Map<string, string[]>();
  for (const run of loaded.runs.values()) noteRun(runsOf, run);
  return runsOf;
}

/** Notes whose a run is. */
export function noteRun(runsOf: Map<string, string[]>, { id, profileId }: Run): void {
  const ids = runsOf.get(profileId);
  if (ids) ids.push(id);
  else runsOf.set(profileId, [id]);
}

/** A person's runs as they are now. */
export function runsOfPerson({ loaded, runsOf }: DecisionContext, profileId: string): Run[] {
  return (runsOf.get(profileId) ?? []).flatMap((id) => loaded.runs.get(id) ?? []);
}

/** The runs that are known of people. */
export function knownRuns(context: DecisionContext): KnownRuns {
  return {
    ownerOf: (id) => context.loaded.runs.get(id)?.profileId ?? null,
    ofPerson: (profileId, journeyKey) =>
      runsOfPerson(context, profileId).filter((run) => run.journeyKey === journeyKey),
  };
}

/** Applies the run of a person who entered a journey, or notes why they did not. */
export function recordEntry(context: DecisionContext, outcome: EntryOutcome): void {
  if (isRefusedEntry(outcome)) context.changes.decisions.push(...outcome.decisions);
  else recordTransition(context, outcome);
}

/** `wasHeld`: the run stood still while its journey was paused; `chain`: so many journeys started each other before it. */
type TransitionOrigin = { wasHeld?: boolean; chain?: number };

/** Applies the transition of a run, and starts the journeys that its steps ask for. */
export function recordTransition(
  context: DecisionContext,
  transition: Transition,
  { wasHeld = false, chain = 0 }: TransitionOrigin = {},
): void {
  if (!context.loaded.runs.has(transition.run.id)) noteRun(context.runsOf, transition.run);
  context.loaded.runs.set(transition.run.id, transition.run);
  context.runs.add(transition.run.id);
  context.changes.decisions.push(...transition.decisions);
  for (const effect of transition.effects) planEffect(context, effect, wasHeld);
  const { id: runId, profileId } = transition.run;
  for (const asked of transition.starts ?? []) {
    const started = startJourney(
      context.policy.journeys,
      { ...asked, profileId, runId },
      knownRuns(context),
      stepContext(context, profileId),
      chain,
    );
    context.changes.decisions.push(...started.decisions);
    if (started.transition) recordTransition(context, started.transition, { chain: chain + 1 });
  }
}

/**
 * Plans an effect. A mail that may not go to the address it would go to now is counted, and is not to be sent; nor is one
 * that a pause of its journey made stale.
 */
function planEffect(
  { loaded, changes, now }: DecisionContext,
  effect: Effect,
  wasHeld: boolean,
): void {
  if (effect.kind === 'issue_code') {
    const { profileId, payload } = effect;
    noteIssued(loaded.offers, { profileId, offer: payload.offer, at: now });
  }
  const isStale = wasHeld && effect.dueAt < now - STALE_AFTER_MS;
  const refused = effect.kind !== 'email' ? null : isStale ? 'stale' : refusalOf(loaded, effect);
  if (effect.kind !== 'email' || refused === null) {
    changes.effects.push(effect);
    return;
  }
  const { key, profileId, runId, dueAt: at, payload } = effect;
  changes.effects.push({ ...effect, refused });
  changes.decisions.push({
    id: idOf('decision', key, 'skipped'),
    at,
    profileId,
    runId,
    effectKey: key,
    outcome: 'skipped',
    reason: refused,
    rule: MAIL_RULE,
    facts: { template: payload.template, class: payload.class },
    input: isStale
      ? plannedMailInput(payload.class, consentOf(loaded, effect), now, at)
      : plannedMailInput(payload.class, consentOf(loaded, effect), at, null),
    journeyKey: payload.journeyKey,
    messageKey: payload.template,
  });
}

function refusalOf(loaded: LoadedState, effect: Effect & { kind: 'email' }): SendRefusal | null {
  const permission = maySend(effect.payload.class, consentOf(loaded, effect));
  return permission.allowed ? null : permission.reason;
}

/** What is known of the address that a mail would go to now. */
function consentOf(
  loaded: LoadedState,
  { profileId, payload }: Effect & { kind: 'email' },
): AddressConsent {
  const address =
    contactOf(loaded, payload) ?? loaded.profiles.get(profileId)?.email?.value ?? null;
  const known = address === null ? undefined : loaded.addresses.get(addressKey('email', address));
  return addressConsent(address, known);
}

/** The address that was given for the order which a transactional mail is about; null when none was. */
function contactOf(
  { facts }: LoadedState,
  { class: messageClass, context }: EmailPayload,
): string | null {
  if (messageClass !== 'transactional' || context.subject !== 'order') return null;
  return facts.purchases.get(context.orderId)?.order?.contact ?? null;
}

/** What is known of a person when something is decided about them. */
export function stepContext(context: DecisionContext, profileId: string): StepContext {
  const { loaded, policy, now } = context;
  const person = loaded.profiles.get(profileId) ?? newProfile(now);
  return {
    now,
    zones: { shop: policy.timeZone, person: personZone(person, policy.timeZone) },
    person,
    facts: loaded.facts,
    holds: (predicate, at) => answerPredicate(predicate, factsOf(context, profileId), at),
    isIn: (segment, at) => isInSegment(policy, segment, factsOf(context, profileId), at),
    ...(policy.offers && {
      offers: offerLookup(policy.offers, loaded.offers, profileId, person),
    }),
  };
}

/** What predicates and dates are about: a person with what is known of them beside the profile. */
export function factsOf({ loaded, policy, now }: DecisionContext, profileId: string): SegmentFacts {
  const person = loaded.profiles.get(profileId) ?? newProfile(now);
  const { prediction, memberships } = knownOf(loaded, profileId);
  return segmentFacts(policy.model, person, prediction, memberships);
}

/** What is known of a person beside the profile. */
export function knownOf({ memberships, predictions }: LoadedState, id: string): AssessmentContext {
  return { prediction: predictions.get(id), memberships: new Set(memberships.get(id)?.keys()) };
}
