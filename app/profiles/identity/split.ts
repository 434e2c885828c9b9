import type { ProfileJoin } from '#app/profiles/profile-parts.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { mergeProfiles } from './merge-profiles.ts';

/** A merged profile with what is needed to split it. */
export type SplittableProfile = {
  profileId: string;
  joins: readonly Pick<ProfileJoin, 'id' | 'from' | 'into' | 'fromPart' | 'intoPart'>[];
  /** The parts as they were before they became one. */
  parts: readonly { id: string; state: ProfileState }[];
  /** What was added since, to which part. */
  deltas: readonly { part: string; delta: ProfileState }[];
};

/** One of two people that a profile turns out to be. */
export type SplitSide = { id: string; parts: string[]; state: ProfileState };

/**
 * The two people that a profile is without one of its joins. Each is made of its parts as they were and of what
 * came since by their own identifiers; that is what it would be had the two always been known as two, because
 * merging is associative and commutative. Later joins of either stay.
 * @returns null when the join is not among those of the profile
 */
export function splitAtJoin(
  profile: SplittableProfile,
  joinId: string,
): { stays: SplitSide; goes: SplitSide } | null {
  const removedJoin = profile.joins.find(({ id }) => id === joinId);
  if (!removedJoin) return null;
  const ties = profile.joins.filter((join) => join !== removedJoin);
  const kept = reachable(profile.profileId, ties);
  const start = kept.has(removedJoin.fromPart) ? removedJoin.intoPart : removedJoin.fromPart;
  if (kept.has(start)) throw new Error(`The joins of profile ${profile.profileId} are not a tree.`);
  const gone = reachable(start, ties);
  // The profile that it was before is found again under its old id.
  const id = [removedJoin.from, removedJoin.into].find((one) => gone.has(one)) ?? start;
  return { stays: sideOf(profile, profile.profileId, kept), goes: sideOf(profile, id, gone) };
}

/** The parts that hang together with one of them. */
function reachable(start: string, ties: SplittableProfile['joins']): Set<string> {
  const found = new Set([start]);
  for (const part of found) {
    for (const { fromPart, intoPart } of ties) {
      if (fromPart === part) found.add(intoPart);
      if (intoPart === part) found.add(fromPart);
    }
  }
  return found;
}

function sideOf(
  { parts, deltas }: SplittableProfile,
  id: string,
  ids: ReadonlySet<string>,
): SplitSide {
  const states = [
    ...parts.flatMap((part) => (ids.has(part.id) ? [part.state] : [])),
    ...deltas.flatMap(({ part, delta }) => (ids.has(part) ? [delta] : [])),
  ];
  const [first, ...others] = states;
  if (!first) throw new Error(`Nothing is remembered of part ${id}.`);
  return { id, parts: [...ids].sort(), state: others.reduce(mergeProfiles, first) };
}
