import { mergeProfiles } from './merge-profiles.ts';
import type { Join } from './parts.ts';
import type { ProfileState } from './profile.ts';

/** A profile with what it remembers. */
export type Joined = {
  profileId: string;
  joins: readonly Pick<Join, 'id' | 'from' | 'into' | 'fromPart' | 'intoPart'>[];
  /** The parts as they were before they became one. */
  parts: readonly { id: string; state: ProfileState }[];
  /** What was added since, to which part. */
  deltas: readonly { part: string; delta: ProfileState }[];
};

/** One of two people that a profile turns out to be. */
export type Half = { id: string; parts: string[]; state: ProfileState };

/**
 * The two people that a profile is without one of its joins. Each is made of its parts as they were and of what
 * came since by their own identifiers; that is what it would be had the two always been known as two, because
 * merging is associative and commutative. Later joins of either stay.
 * @returns null when the profile does not remember the join
 */
export function split(joined: Joined, joinId: string): { stays: Half; goes: Half } | null {
  const cut = joined.joins.find(({ id }) => id === joinId);
  if (!cut) return null;
  const ties = joined.joins.filter((join) => join !== cut);
  const kept = reachable(joined.profileId, ties);
  const start = kept.has(cut.fromPart) ? cut.intoPart : cut.fromPart;
  if (kept.has(start)) throw new Error(`The joins of profile ${joined.profileId} are not a tree.`);
  const gone = reachable(start, ties);
  // Whoever it was before is found again where it was.
  const id = [cut.from, cut.into].find((one) => gone.has(one)) ?? start;
  return { stays: half(joined, joined.profileId, kept), goes: half(joined, id, gone) };
}

/** The parts that hang together with one of them. */
function reachable(start: string, ties: Joined['joins']): Set<string> {
  const found = new Set([start]);
  for (const part of found) {
    for (const { fromPart, intoPart } of ties) {
      if (fromPart === part) found.add(intoPart);
      if (intoPart === part) found.add(fromPart);
    }
  }
  return found;
}

function half({ parts, deltas }: Joined, id: string, ids: ReadonlySet<string>): Half {
  const states = [
    ...parts.flatMap((part) => (ids.has(part.id) ? [part.state] : [])),
    ...deltas.flatMap(({ part, delta }) => (ids.has(part) ? [delta] : [])),
  ];
  const [first, ...others] = states;
  if (!first) throw new Error(`Nothing is remembered of part ${id}.`);
  return { id, parts: [...ids].sort(), state: others.reduce(mergeProfiles, first) };
}
