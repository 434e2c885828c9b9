import type { DomainEvent } from '#app/events/event.ts';
import type { Journey } from '#app/journeys/definition.ts';
import type { Run } from '#app/journeys/run.ts';
import { startRuns } from '#app/journeys/start-runs.ts';
import type { Progress, StepInput, Surroundings } from '#app/journeys/progress.ts';
import { step } from '#app/journeys/step.ts';
import { applyEvent, cartKey } from '#app/profiles/apply-event.ts';
import { identifierKey, resolve } from '#app/profiles/identity.ts';
import { mergeProfiles } from '#app/profiles/merge-profiles.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { assess } from '#app/segments/assess.ts';
import { evaluate } from '#app/segments/evaluate.ts';
import { segmentFacts } from '#app/segments/facts.ts';
import { consentEffects } from './consent-effects.ts';
import type { AssessedProfile, Changes, MembershipChange, World } from './world.ts';

/** The rules a shop works by. */
export type Policy = { model: ScoreModel; journeys: readonly Journey[] };

/** Profiles and runs that time alone may have changed. */
export type Due = { profileIds: readonly string[]; runIds: readonly string[] };

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
    links: [],
    absorbed: [],
    contested: [],
    events: [],
    carts: [],
    purchases: [],
    memberships: [],
    runs: [],
    effects: [],
    decisions: [],
  };
  const pen = {
    world,
    changes,
    now,
    policy,
    startable,
    touched: new Set(due.profileIds),
    carts: new Set<string>(),
    purchases: new Set<string>(),
    runs: new Set<string>(),
    runsOf: runsByProfile(world),
  };
  for (const event of events) take(pen, event);
  for (const id of due.runIds) wake(pen, id);
  return finish(pen);
}

/** The batch in the making: the world, what changed in it, and by which rules. */
type Pen = {
  world: World;
  changes: Changes;
  now: number;
  policy: Policy;
  startable: readonly Journey[];
  touched: Set<string>;
  carts: Set<string>;
  purchases: Set<string>;
  runs: Set<string>;
  /** Ids of everybody's runs: looking through all runs at every event would cost the square of a batch. */
  runsOf: Map<string, string[]>;
};

function runsByProfile(world: World): Map<string, string[]> {
  const runsOf = new Map<string, string[]>();
  for (const run of world.runs.values()) noteRun(runsOf, run);
  return runsOf;
}

function noteRun(runsOf: Map<string, string[]>, { id, profileId }: Run): void {
  const ids = runsOf.get(profileId);
  if (ids) ids.push(id);
  else runsOf.set(profileId, [id]);
}

function take(pen: Pen, event: DomainEvent): void {
  const { world, changes } = pen;
  if (world.applied.has(event.id)) return;
  world.applied.add(event.id);
  const profileId = identify(pen, event);
  const known = world.profiles.get(profileId) ?? null;
  const state = applyEvent(known ?? newProfile(event.at), event, world.facts, profileId);
  world.profiles.set(profileId, state);
  changes.effects.push(...consentEffects(profileId, known, state, pen.now));
  pen.touched.add(profileId);
  noteFacts(pen, event);
  changes.events.push({ event, profileId });
  for (const id of pen.runsOf.get(profileId) ?? []) {
    const run = world.runs.get(id);
    if (run?.state === 'active') move(pen, run, { kind: 'event', event });
  }
  const started = startRuns(
    pen.startable,
    event,
    profileId,
    (id) => world.runs.has(id),
    around(pen, profileId),
  );
  for (const progress of started) record(pen, progress);
}

/** Finds whose event it is, joins the profiles that turn out to be one person, and notes the new links. */
function identify(pen: Pen, event: DomainEvent): string {
  const { world, changes } = pen;
  const { profileId, links, absorbs, contested } = resolve(world, event);
  for (const from of absorbs) absorb(pen, from, profileId);
  for (const identifier of links) {
    world.owners.set(identifierKey(identifier), profileId);
    changes.links.push({ identifier, profileId });
  }
  for (const contest of contested) changes.contested.push({ ...contest, profileId });
  return profileId;
}

function absorb(pen: Pen, from: string, into: string): void {
  const { world, changes } = pen;
  const [lost, kept] = [world.profiles.get(from), world.profiles.get(into)];
  if (lost && kept) {
    const merged = mergeProfiles(kept, lost);
    world.profiles.set(into, merged);
    changes.effects.push(...consentEffects(into, kept, merged, pen.now));
  } else if (lost) world.profiles.set(into, lost);
  world.profiles.delete(from);
  pen.touched.delete(from);
  changes.absorbed.push({ from, into });
  for (const [key, owner] of world.owners) if (owner === from) world.owners.set(key, into);
  keepApart(world, from, into);
  for (const [key, fact] of world.facts.carts) {
    if (fact.profileId === from) world.facts.carts.set(key, { ...fact, profileId: into });
  }
  for (const [key, fact] of world.facts.purchases) {
    if (fact.profileId === from) world.facts.purchases.set(key, { ...fact, profileId: into });
  }
  for (const id of pen.runsOf.get(from) ?? []) {
    const run = world.runs.get(id);
    if (!run) continue;
    const moved = { ...run, profileId: into };
    world.runs.set(id, moved);
    noteRun(pen.runsOf, moved);
  }
  pen.runsOf.delete(from);
  world.memberships.delete(from);
}

/** Whoever is not the one who became part of another is not the other either. */
function keepApart({ apart }: World, from: string, into: string): void {
  for (const id of apart.get(from) ?? []) {
    if (id === into) continue;
    apart.set(id, new Set([...(apart.get(id) ?? []), into]));
    apart.set(into, new Set([...(apart.get(into) ?? []), id]));
  }
}

/** Remembers which facts the event brought up to date, so that they are saved. */
function noteFacts(pen: Pen, event: DomainEvent): void {
  if (event.kind === 'cart.changed' || event.kind === 'checkout.changed') {
    pen.carts.add(cartKey(event.cart.kind, event.cart.token));
  } else if (event.kind === 'order.changed') {
    pen.purchases.add(event.order.orderId);
    if (event.order.cartToken !== null) pen.carts.add(cartKey('cart', event.order.cartToken));
    if (event.order.checkoutToken !== null)
      pen.carts.add(cartKey('checkout', event.order.checkoutToken));
  } else if (event.kind === 'order.refunded') {
    pen.purchases.add(event.orderId);
  }
}

function wake(pen: Pen, runId: string): void {
  const run = pen.world.runs.get(runId);
  if (!run || run.state !== 'active' || run.wakeAt === null || run.wakeAt > pen.now) return;
  move(pen, run, { kind: 'time' });
}

function move(pen: Pen, run: Run, input: StepInput): void {
  const journey = pen.policy.journeys.find(({ key }) => key === run.journeyKey);
  if (!journey) return;
  const progress = step(journey, run, input, around(pen, run.profileId));
  if (progress.run !== run) record(pen, progress);
}

function record(pen: Pen, progress: Progress): void {
  if (!pen.world.runs.has(progress.run.id)) noteRun(pen.runsOf, progress.run);
  pen.world.runs.set(progress.run.id, progress.run);
  pen.runs.add(progress.run.id);
  pen.changes.effects.push(...progress.effects);
  pen.changes.decisions.push(...progress.decisions);
}

function around(pen: Pen, profileId: string): Surroundings {
  const { world, policy, now } = pen;
  const person = world.profiles.get(profileId) ?? newProfile(now);
  return {
    now,
    person,
    facts: world.facts,
    holds: (predicate, at) => evaluate(predicate, segmentFacts(policy.model, person), at),
  };
}

function finish(pen: Pen): Changes {
  const { world, changes } = pen;
  const into = new Map(changes.absorbed.map(({ from, into: kept }) => [from, kept]));
  const final = (id: string): string => {
    const kept = into.get(id);
    return kept === undefined ? id : final(kept);
  };
  const profiles = [...pen.touched].sort().flatMap((id) => assessed(pen, id));
  return {
    ...changes,
    profiles,
    absorbed: changes.absorbed.map(({ from }) => ({ from, into: final(from) })),
    links: changes.links.map((link) => ({ ...link, profileId: final(link.profileId) })),
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
    memberships: profiles.flatMap((profile) => membershipChanges(pen, profile)),
    carts: [...pen.carts].filter((key) => world.facts.carts.has(key)),
    purchases: [...pen.purchases],
    runs: [...pen.runs].flatMap((id) => world.runs.get(id) ?? []),
  };
}

function assessed(pen: Pen, id: string): (AssessedProfile & { segments: string[] })[] {
  const state = pen.world.profiles.get(id);
  if (!state) return [];
  return [{ id, state, ...assess(pen.policy.model, state, pen.now) }];
}

function membershipChanges(
  pen: Pen,
  profile: AssessedProfile & { segments: string[] },
): MembershipChange[] {
  const known = pen.world.memberships.get(profile.id) ?? new Map<string, number>();
  const change =
    (kind: MembershipChange['kind']) =>
    (segmentKey: string): MembershipChange => ({
      segmentKey,
      profileId: profile.id,
      at: pen.now,
      kind,
    });
  const entered = profile.segments.filter((key) => !known.has(key));
  const left = [...known.keys()].filter((key) => !profile.segments.includes(key));
  pen.world.memberships.set(
    profile.id,
    new Map(profile.segments.map((key) => [key, known.get(key) ?? pen.now])),
  );
  return [...entered.map(change('entered')), ...left.map(change('left'))];
}
