import { DAY } from '#app/lib/duration.ts';
import { newProfile, savedProfile, type ProfileState } from './profile.ts';

/** How long after the last join its profile remembers its parts, and after how many joins it forgets them. */
const REMEMBERED_MS = 90 * DAY;
const MOST_JOINS = 50;

/** When somebody last became part of a profile, epoch milliseconds, and how many joins could be split. */
export type Memory = { lastAt: number; joins: number };

/** A profile as it was before it became one with others. */
export type PartBefore = {
  id: string;
  /** The profile it is part of now. */
  profileId: string;
  state: ProfileState;
  /** The segments it was in, with when it came into each, epoch milliseconds. */
  segments: Record<string, number>;
};

/** That two parts are one person, and why. */
export type Join = {
  id: string;
  profileId: string;
  /** Which profile became part of which. */
  from: string;
  into: string;
  fromPart: string;
  intoPart: string;
  /** When what told it happened, epoch milliseconds. */
  at: number;
  /** The kind of the event that told it. */
  cause: string;
  /** The identifiers that were told together, as `kind:value`. */
  via: string[];
};

/** Whether a profile remembers its parts. */
export function isOpen(memory: Memory | undefined, now: number): boolean {
  return memory !== undefined && now - memory.lastAt < REMEMBERED_MS;
}

/** Whether a profile has to forget its parts before somebody else becomes one. */
export function mustSettle(memory: Memory | undefined, now: number): boolean {
  return memory !== undefined && (!isOpen(memory, now) || memory.joins >= MOST_JOINS);
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
