import type { DomainEvent } from '#app/events/event.ts';
import { mergeRuns } from '#app/journeys/merge-runs.ts';
import { idOf } from '#app/lib/ids.ts';
import { mergeLoadedOffers } from '#app/offers/offer-lookup.ts';
import { identifierKey } from '#app/profiles/identity/directory.ts';
import type { ProfileMerge } from '#app/profiles/identity/identity.ts';
import { later } from '#app/profiles/timestamped.ts';
import { mergeProfiles } from '#app/profiles/identity/merge-profiles.ts';
import { newestOrderedAt } from '#app/profiles/carts/ordered-carts.ts';
import type { LoadedState } from '#app/engine/load/loaded-state.ts';
import { mergeEarlier } from './ask-again.ts';
import { withConsent } from './consent-changes.ts';
import { consentEffects } from './consent-effects.ts';
import {
  noteRun,
  recordTransition,
  runsOfPerson,
  stepContext,
  type DecisionContext,
} from './decision-context.ts';

/** Notes what two profiles were before they become one, unless their parts say so already. */
function noteStatesBefore(
  { loaded, changes, now }: DecisionContext,
  { from, into, ...tie }: ProfileMerge,
  { id, at, kind }: DomainEvent,
): void {
  for (const part of [into, from]) {
    const state = loaded.profiles.get(part);
    if (!state || loaded.joined.has(part)) continue;
    const segments = Object.fromEntries(loaded.memberships.get(part) ?? []);
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
  loaded.joined.set(into, { lastAt: now, joins: loaded.joined.get(into)?.joins ?? 0 });
  loaded.joined.delete(from);
}

/** Merges a profile into another, with all that is known of it; an event showed that they are one person. */
export function applyMerge(
  context: DecisionContext,
  merge: ProfileMerge,
  event: DomainEvent,
): void {
  const { loaded, changes } = context;
  const { from, into } = merge;
  noteStatesBefore(context, merge, event);
  mergeLoadedOffers(loaded.offers, merge);
  mergeEarlier(loaded, from, into);
  const [lost, kept] = [loaded.profiles.get(from), loaded.profiles.get(into)];
  if (lost && kept) {
    const merged = withConsent(context, mergeProfiles(kept, lost));
    loaded.profiles.set(into, merged);
    changes.effects.push(...consentEffects(into, kept, merged, context.now));
  } else if (lost) loaded.profiles.set(into, lost);
  loaded.profiles.delete(from);
  if (loaded.identified.delete(from)) loaded.identified.add(into);
  context.touched.delete(from);
  changes.merges.push({ from, into });
  for (const one of changes.deltaUpdates) if (one.profileId === from) one.profileId = into;
  for (const [key, owner] of loaded.owners) {
    if (owner !== from) continue;
    loaded.owners.set(key, into);
    loaded.parts.set(key, loaded.parts.get(key) ?? from);
  }
  inheritNotDuplicates(loaded, from, into);
  for (const [key, fact] of loaded.facts.carts) {
    if (fact.profileId === from) loaded.facts.carts.set(key, { ...fact, profileId: into });
  }
  for (const [key, fact] of loaded.facts.purchases) {
    if (fact.profileId === from) loaded.facts.purchases.set(key, { ...fact, profileId: into });
  }
  for (const run of runsOfPerson(context, from)) {
    const moved = { ...run, profileId: into };
    loaded.runs.set(run.id, moved);
    noteRun(context.runsOf, moved);
  }
  context.runsOf.delete(from);
  const orderedAt = [lost, kept]
    .map((one) => one && newestOrderedAt(one))
    .reduce<number | null>((a, b) => later(a, b ?? null), null);
  const runs = runsOfPerson(context, into);
  for (const transition of mergeRuns(context.policy, runs, stepContext(context, into), orderedAt))
    recordTransition(context, transition);
  inheritMemberships(context, from, into);
}

/** The segments that a merged profile was in go on under the other, since the earlier of the two moments. */
function inheritMemberships(
  { loaded, inherited }: DecisionContext,
  from: string,
  into: string,
): void {
  const all = inherited.get(into) ?? new Map<string, number>();
  for (const since of [loaded.memberships.get(from), inherited.get(from)])
    for (const [key, at] of since ?? []) all.set(key, Math.min(at, all.get(key) ?? at));
  inherited.set(into, all);
  inherited.delete(from);
  loaded.memberships.delete(from);
}

/** Profiles that are not duplicates of the merged one are not duplicates of the one it was merged into. */
function inheritNotDuplicates({ notDuplicates }: LoadedState, from: string, into: string): void {
  for (const id of notDuplicates.get(from) ?? []) {
    if (id === into) continue;
    notDuplicates.set(id, new Set([...(notDuplicates.get(id) ?? []), into]));
    notDuplicates.set(into, new Set([...(notDuplicates.get(into) ?? []), id]));
  }
}
