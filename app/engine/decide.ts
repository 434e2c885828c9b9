import { notePairs } from '#app/catalog/pairs.ts';
import type { DomainEvent } from '#app/events/event.ts';
import { cartsOf } from '#app/journeys/carts-of-run.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { startRuns } from '#app/journeys/start-runs.ts';
import { applyEvent } from '#app/profiles/apply-event.ts';
import { cartKey, NO_PROFILE } from '#app/profiles/facts.ts';
import { deletedPurchase } from '#app/profiles/facts-change.ts';
import { hasNoOwner, resolve } from '#app/profiles/identity.ts';
import type { Resolution } from '#app/profiles/identity.ts';
import { isOpen, mustSettle } from '#app/profiles/parts.ts';
import { mergeProfiles } from '#app/profiles/merge-profiles.ts';
import { newProfile, type ProfileState } from '#app/profiles/profile.ts';
import { assess, type Assessment } from '#app/segments/assess.ts';
import { absorb } from './absorb.ts';
import { advanceDueRun, advanceRun } from './advance-run.ts';
import { noteConsent, refreshConsent, withConsent } from './consent-changes.ts';
import { applyRepeat } from './apply-repeat.ts';
import { consentEffects } from './consent-effects.ts';
import { follow } from './follow-moves.ts';
import { linkIdentifiers } from './link-identifiers.ts';
import { knownRuns, record, runsByProfile, runsOfPerson, stepContext, knownOf } from './pen.ts';
import type { Pen } from './pen.ts';
import type { Policy } from './policy.ts';
import type { AssessedProfile, Changes, ProfileFailure, World } from './world.ts';

/** Profiles and runs that time alone may have changed. */
export type Due = {
  profileIds: readonly string[];
  runIds: readonly string[];
  /** Profiles that are assessed and saved whole, although nothing happened to them. */
  reassess?: readonly string[];
};

/**
 * Decides what a batch of events, and the time that passed, come to.
 * Brings `world` up to date in place and returns what has to be written. Pure otherwise: the same world,
 * events and moment always give the same changes.
 * @param now the moment of deciding, epoch milliseconds
 * @param startable the journeys that may start; the others only go on
 */
export function decide(
  world: World,
  events: readonly DomainEvent[],
  due: Due,
  now: number,
  policy: Policy,
  startable: readonly Journey[] = policy.journeys,
): Changes {
  const changes: Changes = {
    profiles: [],
    unscored: [],
    links: [],
    absorbed: [],
    joins: [],
    parts: [],
    takenCarts: [],
    settled: [],
    contested: [],
    events: [],
    addedLater: [],
    carts: [],
    purchases: [],
    memberships: [],
    runs: [],
    addresses: new Map(),
    effects: [],
    decisions: [],
    pairs: new Map(),
  };
  const pen: Pen = {
    world,
    changes,
    now,
    policy,
    startable,
    touched: new Set([...due.profileIds, ...(due.reassess ?? [])]),
    received: new Set(due.reassess),
    carts: new Set<string>(),
    purchases: new Set<string>(),
    runs: new Set<string>(),
    runsOf: runsByProfile(world),
    inherited: new Map(),
  };
  for (const event of events) take(pen, event);
  for (const id of due.runIds) advanceDueRun(pen, id);
  return finish(pen);
}

function take(pen: Pen, received: DomainEvent): void {
  const { world, changes } = pen;
  const event = received.kind === 'consent.changed' ? noteConsent(pen, received) : received;
  if (world.applied.has(event.id)) {
    applyRepeat(pen, event);
    return;
  }
  world.applied.add(event.id);
  if (event.kind === 'order.deleted' && hasNoOwner(world, event)) {
    noteDeletedOrder(pen, event);
    return;
  }
  const { profileId, part } = identify(pen, event);
  const known = world.profiles.get(profileId) ?? null;
  notePairs(changes.pairs, event, known, world.facts, pen.now);
  const { state: changed, delta } = added(pen, event, known, profileId);
  const state = withConsent(pen, changed);
  world.profiles.set(profileId, state);
  changes.effects.push(...consentEffects(profileId, known, state, pen.now));
  pen.touched.add(profileId);
  pen.received.add(profileId);
  noteFacts(pen, event);
  changes.events.push({ event, profileId, part, delta });
  for (const run of runsOfPerson(pen, profileId))
    if (run.state === 'active') advanceRun(pen, run, { kind: 'event', event });
  const started = startRuns(
    pen.startable,
    event,
    profileId,
    knownRuns(pen),
    stepContext(pen, profileId),
  );
  for (const progress of started) record(pen, progress);
}

/** An order that no person is known by: it is remembered that it was deleted, should it be received later. */
function noteDeletedOrder(
  pen: Pen,
  { orderId, at }: DomainEvent & { kind: 'order.deleted' },
): void {
  const { purchases } = pen.world.facts;
  purchases.set(orderId, deletedPurchase(purchases.get(orderId), orderId, NO_PROFILE, at));
  pen.purchases.add(orderId);
}

/**
 * A profile after one more event. Adding to nothing and merging comes to the same as adding to the profile.
 * @returns with `delta`, what the event added, where the profile remembers its parts
 */
function added(
  { world, now }: Pen,
  event: DomainEvent,
  known: ProfileState | null,
  profileId: string,
): { state: ProfileState; delta: ProfileState | null } {
  const base = newProfile(event.at);
  if (!known || !isOpen(world.joined.get(profileId), now))
    return { state: applyEvent(known ?? base, event, world.facts, profileId), delta: null };
  const delta = applyEvent(base, event, world.facts, profileId);
  return { state: mergeProfiles(known, delta), delta };
}

/** Finds whose event it is, joins the profiles that turn out to be one person, and notes the new links. */
function identify(pen: Pen, event: DomainEvent): Pick<Resolution, 'profileId' | 'part'> {
  const { world, changes } = pen;
  const found = resolve(world, event);
  const isNew =
    found.absorbs.length > 0 &&
    settle(pen, [found.profileId, ...found.absorbs.map(({ from }) => from)]);
  const resolution = isNew ? resolve(world, event) : found;
  const { profileId, part, absorbs, contested } = resolution;
  for (const id of [profileId, ...absorbs.map(({ from }) => from)])
    if (world.unreadable.profiles.has(id))
      throw new Error(`Profile ${id} cannot be read; what happened to it cannot be added.`);
  for (const one of absorbs) absorb(pen, one, event);
  linkIdentifiers(pen, resolution, event);
  for (const contest of contested) changes.contested.push({ ...contest, profileId });
  return { profileId, part };
}

/**
 * Forgets the parts of profiles that joined long ago or too often; what they are then is one part.
 * @returns whether there were any
 */
function settle({ world, changes, now }: Pen, ids: readonly string[]): boolean {
  const settled = ids.filter((id) => mustSettle(world.joined.get(id), now));
  for (const id of settled) {
    world.joined.delete(id);
    for (const [key, owner] of world.owners) if (owner === id) world.parts.delete(key);
    for (const entry of changes.links) if (entry.profileId === id) entry.part = id;
    for (const entry of changes.events)
      if (entry.profileId === id) Object.assign(entry, { part: id, delta: null });
    changes.addedLater = changes.addedLater.filter(({ profileId }) => profileId !== id);
    changes.settled.push(id);
  }
  return settled.length > 0;
}

/** Remembers which facts the event brought up to date, so that they are saved. */
function noteFacts(pen: Pen, event: DomainEvent): void {
  for (const { kind, token } of cartsOf(event)) pen.carts.add(cartKey(kind, token));
  if (event.kind === 'order.changed') pen.purchases.add(event.order.orderId);
  else if (
    event.kind === 'order.refunded' ||
    event.kind === 'order.deleted' ||
    event.kind === 'order.shipped' ||
    event.kind === 'order.delivered' ||
    event.kind === 'order.shipment_cancelled'
  ) {
    pen.purchases.add(event.orderId);
  }
}

function finish(pen: Pen): Changes {
  const { world, changes } = pen;
  const into = new Map(changes.absorbed.map(({ from, into: kept }) => [from, kept]));
  const final = (id: string): string => {
    const kept = into.get(id);
    return kept === undefined ? id : final(kept);
  };
  const profiles = [...pen.touched].sort().flatMap((id) => assessed(pen, id));
  for (const profile of profiles) follow(pen, profile);
  return {
    ...changes,
    profiles,
    absorbed: changes.absorbed.map(({ from }) => ({ from, into: final(from) })),
    links: changes.links.map((link) => ({ ...link, profileId: final(link.profileId) })),
    joins: changes.joins.map((join) => ({ ...join, profileId: final(join.profileId) })),
    parts: changes.parts.map((part) => ({ ...part, profileId: final(part.id) })),
    contested: changes.contested.flatMap((contest) => {
      const [profileId, owner] = [final(contest.profileId), final(contest.owner)];
      return profileId === owner ? [] : [{ ...contest, profileId, owner }];
    }),
    events: changes.events.map((entry) => ({ ...entry, profileId: final(entry.profileId) })),
    effects: changes.effects.map((effect) => ({ ...effect, profileId: final(effect.profileId) })),
    decisions: changes.decisions.map((decision) => ({
      ...decision,
      profileId: final(decision.profileId),
    })),
    carts: [...pen.carts].filter((key) => world.facts.carts.has(key)),
    purchases: [...pen.purchases],
    runs: [...pen.runs].flatMap((id) => world.runs.get(id) ?? []),
  };
}

function assessed(pen: Pen, id: string): (AssessedProfile & { segments: string[] })[] {
  refreshConsent(pen, id);
  const { world, changes } = pen;
  const state = world.profiles.get(id) ?? null;
  const isReceived = pen.received.has(id);
  if (state) {
    const found = assessedOrFailed(pen, id, state);
    if (typeof found === 'object') return [{ id, state, isReceived, ...found }];
    changes.unscored.push({ id, state, isReceived, reason: found });
  } else if (world.unreadable.profiles.has(id))
    changes.unscored.push({ id, state, isReceived: false, reason: 'unreadable' });
  return [];
}

/** The assessment of a profile; a profile without usable figures, or due for ever, fails and nobody else does. */
function assessedOrFailed(
  { policy, world, now }: Pen,
  id: string,
  state: ProfileState,
): Assessment | ProfileFailure {
  try {
    const found = assess(policy, state, now, knownOf(world, id));
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
