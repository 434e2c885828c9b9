import { idOf } from '#app/lib/ids.ts';
import { detectStop, noticeTime, type StopEvidence } from './detect-stop.ts';
import type { JourneyStop } from './journey-stop.ts';
import type { NamedCause } from './stop-cause.ts';
import type { MissedChances, WatchState } from './watched.ts';
import {
  learnWeeklyProfile,
  LEARNED_SPAN,
  levelUntil,
  type CountedHour,
  type SlotOf,
} from './weekly-profile.ts';
import { HOUR } from '#app/lib/duration.ts';

/** A message that is put off is no chance that was missed: it is sent later. */
const NOT_MISSED = new Set(['deferred']);

/** From when on nothing happened, epoch milliseconds. */
export function silentSince({ lastAt, since }: Pick<WatchState, 'lastAt' | 'since'>): number {
  return Math.max(lastAt ?? 0, since);
}

/** How many chances were missed. */
export function countMissed(missed: MissedChances): number {
  return Object.entries(missed).reduce(
    (sum, [key, count]) => (NOT_MISSED.has(key.split(':')[0] ?? '') ? sum : sum + count),
    0,
  );
}

/** Whether something that is watched has stopped; null while it is not known what is usual. */
export function decideWatch(
  state: WatchState,
  watched: number,
  now: number,
  slotOf: SlotOf,
): StopEvidence | null {
  const { profile, level, chances, missed } = state;
  if (!profile) return null;
  const series = {
    profile,
    level,
    chances,
    missed: countMissed(missed),
    lastAt: silentSince(state),
  };
  return detectStop(series, watched, now, slotOf);
}

/** From when on and until when it is learned what is usual, epoch milliseconds: not from the present silence. */
export function learnedSpan(state: WatchState): { from: number; until: number } {
  const until = Math.floor(silentSince(state) / HOUR) * HOUR;
  return { from: Math.max(until - LEARNED_SPAN, state.learnedFrom ?? 0), until };
}

/**
 * What is watched after what is usual of it was learned again.
 * @param counts the hours of `learnedSpan` in which it happened, oldest first
 * @param chances what was taken and missed before the present silence; null where nothing can be missed
 */
export function withLearned(
  state: WatchState,
  counts: readonly CountedHour[],
  chances: WatchState['chances'] | null,
  watched: number,
  { now, slotOf }: { now: number; slotOf: SlotOf },
): WatchState {
  const { from, until } = learnedSpan(state);
  const span = { from: Math.max(from, counts[0]?.hour ?? until), until };
  const profile = learnWeeklyProfile(counts, span, slotOf);
  return {
    ...state,
    profile,
    level: profile ? levelUntil(profile, counts, until, slotOf) : 1,
    chances: chances ?? state.chances,
    profiledAt: now,
    noticeMs: profile ? noticeTime(profile, watched) : null,
  };
}

/** A stop that was noticed now; the same one has the same id. */
export function newStop(
  { journeyKey, measure }: Pick<JourneyStop, 'journeyKey' | 'measure'>,
  since: number,
  { cause, detail }: NamedCause,
  now: number,
): JourneyStop {
  const id = idOf('journey-stop', journeyKey, measure, String(since));
  return { id, journeyKey, measure, since, noticedAt: now, cause, detail };
}

/** Whether a stop is over: what is watched happened again, or is not expected any more. */
export function isOver(stop: JourneyStop, state: WatchState | undefined): boolean {
  return state === undefined || silentSince(state) > stop.since;
}
