import { notePairs } from '#app/catalog/pairs.ts';
import type { DomainEvent } from '#app/events/event.ts';
import { journeysAskedAgain, kindsAskedAgain } from '#app/journeys/ask-again.ts';
import { cartsOf } from '#app/journeys/carts-of-run.ts';
import { startsOnDates } from '#app/journeys/date-starts.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { startRuns } from '#app/journeys/start-runs.ts';
import { applyEvent } from '#app/profiles/apply-event.ts';
import { changedOrderId } from '#app/profiles/event-effects.ts';
import { cartKey, NO_PROFILE } from '#app/profiles/facts.ts';
import { deletedPurchase } from '#app/profiles/facts-change.ts';
import { hasNoOwner, resolve, type Resolution } from '#app/profiles/identity/identity.ts';
import { isSplittable, mustForgetParts } from '#app/profiles/profile-parts.ts';
import { mergeProfiles } from '#app/profiles/identity/merge-profiles.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { assess, type Assessment } from '#app/segments/assess.ts';
import type {
  AssessedProfile,
  StateChanges,
  ProfileFailure,
  LoadedState,
} from '#app/engine/load/loaded-state.ts';
import { applyMerge } from './apply-merge.ts';
import { applyRunRequest } from './apply-run-request.ts';
import { advanceDueRun, advanceRun } from './advance-run.ts';
import { askAgain, noteEarlier } from './ask-again.ts';
import { noteConsent, refreshConsent, withConsent } from './consent-changes.ts';
import { applyRepeat } from './apply-repeat.ts';
import { consentEffects } from './consent-effects.ts';
import { advanceRuns } from './advance-runs.ts';
import { linkIdentifiers } from './link-identifiers.ts';
import {
  knownRuns,
  recordEntry,
  runsByProfile,
  runsOfPerson,
  stepContext,
  knownOf,
  type DecisionContext,
} from './decision-context.ts';
import { withNextDate } from './next-date.ts';
import type { Policy } from './policy.ts';
import type { RunRequest } from './run-request.ts';

/** Profiles and runs that time alone may have changed. */
export type Due = {
  profileIds: readonly string[];
  runIds: readonly string[];
  /** Profiles that are assessed and saved whole, although nothing happened to them. */
  reassess?: readonly string[];
  /** What staff ask of runs. */
  requests?: readonly RunRequest[];
};

/**
 * Decides what a batch of events, and the time that passed, come to.
 * Brings `loaded` up to date in place and returns what has to be written. Pure otherwise: the same state,
 * events and moment always give the same changes.
 * @param now the moment of deciding, epoch milliseconds
 * @param enabledJourneys the journeys that may start; the others only go on
 */
export function decide(
  loaded: LoadedState,
  events: readonly DomainEvent[],
  due: Due,
  now: number,
  policy: Policy,
  enabledJourneys: readonly Journey[] = policy.journeys,
): StateChanges {
  const changes: StateChanges = {
    profiles: [],
    unscored: [],
    links: [],
    merges: [],
    joins: [],
    parts: [],
    reassignedCarts: [],
    forgottenParts: [],
    conflicts: [],
    events: [],
    deltaUpdates: [],
    carts: [],
    purchases: [],
    memberships: [],
    runs: [],
    addresses: new Map(),
    effects: [],
    decisions: [],
    requested: [],
    pairs: new Map(),
  };
  const journeysAsked = journeysAskedAgain(enabledJourneys);
  const context: DecisionContext = {
    loaded,
    changes,
    now,
    policy,
    enabledJourneys,
    datedJourneys: policy.journeys.filter(startsOnDates),
    journeysAsked,
    kindsAsked: new Set(kindsAskedAgain(journeysAsked)),
    touched: new Set([...due.profileIds, ...(due.reassess ?? [])]),
    received: new Set(due.reassess),
    carts: new Set<string>(),
    purchases: new Set<string>(),
    runs: new Set<string>(),
    runsOf: runsByProfile(loaded),
    inherited: new Map(),
  };
  for (const event of events) decideEvent(context, event);
  for (const id of due.runIds) advanceDueRun(context, id);
  for (const request of due.requests ?? [])
    changes.requested.push(applyRunRequest(context, request));
  return collectChanges(context);
}

function decideEvent(context: DecisionContext, received: DomainEvent): void {
  const { loaded, changes } = context;
  const event = received.kind === 'consent.changed' ? noteConsent(context, received) : received;
  if (loaded.applied.has(event.id)) {
    applyRepeat(context, event);
    return;
  }
  loaded.applied.add(event.id);
  if (event.kind === 'order.deleted' && hasNoOwner(loaded, event)) {
    noteDeletedOrder(context, event);
    return;
  }
  const { profileId, part } = identify(context, event);
  const known = loaded.profiles.get(profileId) ?? null;
  notePairs(changes.pairs, event, known, loaded.facts, context.now);
  const { state: changed, delta } = addToProfile(context, event, known, profileId);
  const state = withConsent(context, changed);
  loaded.profiles.set(profileId, state);
  changes.effects.push(...consentEffects(profileId, known, state, context.now));
  context.touched.add(profileId);
  context.received.add(profileId);
  noteFacts(context, event);
  changes.events.push({ event, profileId, part, delta });
  for (const run of runsOfPerson(context, profileId))
    if (run.state === 'active') advanceRun(context, run, { kind: 'event', event });
  const started = startRuns(
    context.enabledJourneys,
    event,
    profileId,
    knownRuns(context),
    stepContext(context, profileId),
  );
  for (const outcome of started) recordEntry(context, outcome);
  askAgain(context, event, profileId);
  noteEarlier(context, event, profileId, started);
}

/** An order that no person is known by: it is remembered that it was deleted, should it be received later. */
function noteDeletedOrder(
  context: DecisionContext,
  { orderId, at }: DomainEvent & { kind: 'order.deleted' },
): void {
  const { purchases } = context.loaded.facts;
  purchases.set(orderId, deletedPurchase(purchases.get(orderId), orderId, NO_PROFILE, at));
  context.purchases.add(orderId);
}

/**
 * A profile after one more event. Adding to nothing and merging comes to the same as adding to the profile.
 * @returns with `delta`, what the event added, where the profile remembers its parts
 */
function addToProfile(
  { loaded, now }: DecisionContext,
  event: DomainEvent,
  known: ProfileState | null,
  profileId: string,
): { state: ProfileState; delta: ProfileState | null } {
  const base = newProfile(event.at);
  if (!known || !isSplittable(loaded.joined.get(profileId), now))
    return { state: applyEvent(known ?? base, event, loaded.facts, profileId), delta: null };
  const delta = applyEvent(base, event, loaded.facts, profileId);
  return { state: mergeProfiles(known, delta), delta };
}

/** Finds whose event it is, merges the profiles that turn out to be one person, and notes the new links. */
function identify(
  context: DecisionContext,
  event: DomainEvent,
): Pick<Resolution, 'profileId' | 'part'> {
  const { loaded, changes } = context;
  const found = resolve(loaded, event);
  const isNew =
    found.merges.length > 0 &&
    forgetParts(context, [found.profileId, ...found.merges.map(({ from }) => from)]);
  const resolution = isNew ? resolve(loaded, event) : found;
  const { profileId, part, merges, conflicts } = resolution;
  for (const id of [profileId, ...merges.map(({ from }) => from)])
    if (loaded.unreadable.profiles.has(id))
      throw new Error(`Profile ${id} cannot be read; what happened to it cannot be added.`);
  for (const one of merges) applyMerge(context, one, event);
  linkIdentifiers(context, resolution, event);
  for (const conflict of conflicts) changes.conflicts.push({ ...conflict, profileId });
  return { profileId, part };
}

/**
 * Forgets the parts of profiles that joined long ago or too often; what they are then is one part.
 * @returns whether there were any
 */
function forgetParts({ loaded, changes, now }: DecisionContext, ids: readonly string[]): boolean {
  const forgotten = ids.filter((id) => mustForgetParts(loaded.joined.get(id), now));
  for (const id of forgotten) {
    loaded.joined.delete(id);
    for (const [key, owner] of loaded.owners) if (owner === id) loaded.parts.delete(key);
    for (const entry of changes.links) if (entry.profileId === id) entry.part = id;
    for (const entry of changes.events)
      if (entry.profileId === id) Object.assign(entry, { part: id, delta: null });
    changes.deltaUpdates = changes.deltaUpdates.filter(({ profileId }) => profileId !== id);
    changes.forgottenParts.push(id);
  }
  return forgotten.length > 0;
}

/** Remembers which facts the event brought up to date, so that they are saved. */
function noteFacts(context: DecisionContext, event: DomainEvent): void {
  for (const { kind, token } of cartsOf(event)) context.carts.add(cartKey(kind, token));
  const orderId = changedOrderId(event);
  if (orderId !== null) context.purchases.add(orderId);
}

function collectChanges(context: DecisionContext): StateChanges {
  const { loaded, changes } = context;
  const mergedInto = new Map(changes.merges.map(({ from, into: kept }) => [from, kept]));
  const final = (id: string): string => {
    const kept = mergedInto.get(id);
    return kept === undefined ? id : final(kept);
  };
  const profiles = [...context.touched].sort().flatMap((id) => assessProfile(context, id));
  for (const profile of profiles) advanceRuns(context, profile);
  return {
    ...changes,
    profiles,
    merges: changes.merges.map(({ from }) => ({ from, into: final(from) })),
    links: changes.links.map((link) => ({ ...link, profileId: final(link.profileId) })),
    joins: changes.joins.map((join) => ({ ...join, profileId: final(join.profileId) })),
    parts: changes.parts.map((part) => ({ ...part, profileId: final(part.id) })),
    conflicts: changes.conflicts.flatMap((conflict) => {
      const [profileId, owner] = [final(conflict.profileId), final(conflict.owner)];
      return profileId === owner ? [] : [{ ...conflict, profileId, owner }];
    }),
    events: changes.events.map((entry) => ({ ...entry, profileId: final(entry.profileId) })),
    effects: changes.effects.map((effect) => ({ ...effect, profileId: final(effect.profileId) })),
    decisions: changes.decisions.map((decision) => ({
      ...decision,
      profileId: final(decision.profileId),
    })),
    carts: [...context.carts].filter((key) => loaded.facts.carts.has(key)),
    purchases: [...context.purchases],
    runs: [...context.runs].flatMap((id) => loaded.runs.get(id) ?? []),
  };
}

function assessProfile(
  context: DecisionContext,
  id: string,
): (AssessedProfile & { segments: string[] })[] {
  refreshConsent(context, id);
  const { loaded, changes } = context;
  const state = loaded.profiles.get(id) ?? null;
  const isReceived = context.received.has(id);
  if (state) {
    const found = tryAssess(context, id, state);
    if (typeof found === 'object') return [{ id, state, isReceived, ...found }];
    changes.unscored.push({ id, state, isReceived, reason: found });
  } else if (loaded.unreadable.profiles.has(id))
    changes.unscored.push({ id, state, isReceived: false, reason: 'unreadable' });
  return [];
}

/** The assessment of a profile; a profile without usable figures, or due for ever, fails and no other does. */
function tryAssess(
  context: DecisionContext,
  id: string,
  state: ProfileState,
): Assessment | ProfileFailure {
  const { policy, loaded, now } = context;
  try {
    const assessed = assess(policy, state, now, knownOf(loaded, id));
    const found = { ...assessed, nextChangeAt: withNextDate(context, id, assessed.nextChangeAt) };
    const { score, nextChangeAt } = found;
    const isUsable =
      [score.intent, score.fit, score.score].every(Number.isFinite) &&
      (nextChangeAt === null || nextChangeAt > now);
    return isUsable ? found : 'error';
  } catch {
    // What was thrown is no use to the merchant, and the job of the profile is to be tried again.
    return 'error';
  }
}
