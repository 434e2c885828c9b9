import { DAY } from '#app/lib/duration.ts';
import { newProfile, savedProfile } from './profile.ts';
import type { ProfileState } from './profile-state.ts';

/** How long after its last merge a profile keeps its parts, and after how many merges it drops them. */
const REMEMBERED_MS = 90 * DAY;
const MOST_JOINS = 50;

/** When another profile was last merged into a profile, epoch milliseconds, and how many merges could be split. */
export type MergeHistory = { lastAt: number; joins: number };

/** A profile as it was before it was merged with others. */
export type ProfilePart = {
  id: string;
  /** The profile it is part of now. */
  profileId: string;
  state: ProfileState;
  /** The segments it was in, with when it came into each, epoch milliseconds. */
  segments: Record<string, number>;
};

/** That two parts are one person, and why. */
export type ProfileJoin = {
  id: string;
  profileId: string;
  /** Which profile became part of which. */
  from: string;
  into: string;
  fromPart: string;
  intoPart: string;
  /** When the event that showed it happened, epoch milliseconds. */
  at: number;
  /** The kind of the event that showed it. */
  cause: string;
  /** The identifiers that were received together, as `kind:value`. */
  via: string[];
};

/** Whether a profile still keeps its parts, so that it can be split. */
export function isSplittable(history: MergeHistory | undefined, now: number): boolean {
  return history !== undefined && now - history.lastAt < REMEMBERED_MS;
}

/** Whether a profile has to drop its parts before another one is merged into it. */
export function mustForgetParts(history: MergeHistory | undefined, now: number): boolean {
  return history !== undefined && (!isSplittable(history, now) || history.joins >= MOST_JOINS);
}

/** What an event added to a profile, without what it left as it was. */
export type Delta = Partial<ProfileState> & Pick<ProfileState, 'firstSeenAt'>;

/** What an event added, as its row stores it: without the fields that it left as they were. */
export function encodeDelta(added: ProfileState): Delta {
  const { firstSeenAt } = added;
  const nothing = new Map<string, unknown>(Object.entries(newProfile(firstSeenAt)));
  const changed = Object.entries(added).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(nothing.get(field)),
  );
  return { firstSeenAt, ...Object.fromEntries(changed) };
}

/** What an event added, with the fields that its row leaves out. */
export function decodeDelta(delta: Delta): ProfileState {
  return savedProfile({ ...newProfile(delta.firstSeenAt), ...delta });
}
