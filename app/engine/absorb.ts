import type { DomainEvent } from '#app/events/event.ts';
import { joinRuns } from '#app/journeys/join-runs.ts';
import { idOf } from '#app/lib/ids.ts';
import { identifierKey } from '#app/profiles/directory.ts';
import type { Absorption } from '#app/profiles/identity.ts';
import { later } from '#app/profiles/dated.ts';
import { mergeProfiles } from '#app/profiles/merge-profiles.ts';
import { newestOrderedAt } from '#app/profiles/ordered-carts.ts';
import { withConsent } from './consent-changes.ts';
import { consentEffects } from './consent-effects.ts';
import { noteRun, record, runsOfPerson, stepContext, type Pen } from './pen.ts';
import type { World } from './world.ts';

/** Notes what two profiles were before they become one, unless their parts say so already. */
function remember(
  { world, changes, now }: Pen,
  { from, into, ...tie }: Absorption,
  { id, at, kind }: DomainEvent,
): void {
  for (const part of [into, from]) {
    const state = world.profiles.get(part);
    if (!state || world.joined.has(part)) continue;
    const segments = Object.fromEntries(world.memberships.get(part) ?? []);
    changes.parts.push({ id: part, profileId: part, state, segments });
  }
  const via = tie.via.map(identifierKey).sort();
  changes.joins.push({
    ...tie,
    id: idOf('join', id, from),
    profileId: into,
    from,
    into,
    at,
    cause: kind,
    via,
  });
  world.joined.set(into, { lastAt: now, joins: world.joined.get(into)?.joins ?? 0 });
  world.joined.delete(from);
}

/** Makes a profile part of another, with all that is known of it; an event showed that they are one person. */
export function absorb(pen: Pen, absorption: Absorption, event: DomainEvent): void {
  const { world, changes } = pen;
  const { from, into } = absorption;
  remember(pen, absorption, event);
  const [lost, kept] = [world.profiles.get(from), world.profiles.get(into)];
  if (lost && kept) {
    const merged = withConsent(pen, mergeProfiles(kept, lost));
    world.profiles.set(into, merged);
    changes.effects.push(...consentEffects(into, kept, merged, pen.now));
  } else if (lost) world.profiles.set(into, lost);
  world.profiles.delete(from);
  if (world.identified.delete(from)) world.identified.add(into);
  pen.touched.delete(from);
  changes.absorbed.push({ from, into });
  for (const one of changes.addedLater) if (one.profileId === from) one.profileId = into;
  for (const [key, owner] of world.owners) {
    if (owner !== from) continue;
    world.owners.set(key, into);
    world.parts.set(key, world.parts.get(key) ?? from);
  }
  keepApart(world, from, into);
  for (const [key, fact] of world.facts.carts) {
    if (fact.profileId === from) world.facts.carts.set(key, { ...fact, profileId: into });
  }
  for (const [key, fact] of world.facts.purchases) {
    if (fact.profileId === from) world.facts.purchases.set(key, { ...fact, profileId: into });
  }
  for (const run of runsOfPerson(pen, from)) {
    const moved = { ...run, profileId: into };
    world.runs.set(run.id, moved);
    noteRun(pen.runsOf, moved);
  }
  pen.runsOf.delete(from);
  const orderedAt = [lost, kept]
    .map((one) => one && newestOrderedAt(one))
    .reduce<number | null>((a, b) => later(a, b ?? null), null);
  const runs = runsOfPerson(pen, into);
  for (const progress of joinRuns(pen.policy, runs, stepContext(pen, into), orderedAt))
    record(pen, progress);
  inherit(pen, from, into);
}

/** The segments that a merged profile was in go on under the other, since the earlier of the two moments. */
function inherit({ world, inherited }: Pen, from: string, into: string): void {
  const all = inherited.get(into) ?? new Map<string, number>();
  for (const since of [world.memberships.get(from), inherited.get(from)])
    for (const [key, at] of since ?? []) all.set(key, Math.min(at, all.get(key) ?? at));
  inherited.set(into, all);
  inherited.delete(from);
  world.memberships.delete(from);
}

/** Profiles that are kept apart from the merged one are kept apart from the one it became part of. */
function keepApart({ apart }: World, from: string, into: string): void {
  for (const id of apart.get(from) ?? []) {
    if (id === into) continue;
    apart.set(id, new Set([...(apart.get(id) ?? []), into]));
    apart.set(into, new Set([...(apart.get(into) ?? []), id]));
  }
}
