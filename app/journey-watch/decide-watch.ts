import { idOf } from '#app/lib/ids.ts';
import { detectNoneYet, detectStop, noticeTime, type StopEvidence } from './detect-stop.ts';
import type { JourneyStop } from './journey-stop.ts';
import type { NamedCause } from './stop-cause.ts';
import type { MissedChances, WatchState } from './watched.ts';
import {
  learnWeeklyProfile,
  levelSince,
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

/** Whether it never happened since its rules are as they are. */
export function isUnproven({
  learnedFrom,
  lastAt,
  profile,
}: Pick<WatchState, 'learnedFrom' | 'lastAt' | 'profile'>): boolean {
  if (learnedFrom === null) return lastAt === null && profile === null;
  return lastAt === null || lastAt <= learnedFrom;
}

/**
 * Whether something that is watched has stopped; null while it is not known what is usual.
 * @param came how many deliveries came that may start it, since nothing happens
 */
export function decideWatch(
  state: WatchState,
  watched: number,
  now: number,
  slotOf: SlotOf,
  came = 0,
): StopEvidence | null {
  const { profile, level, chances, missed, measure } = state;
  if (measure !== 'deliveries' && isUnproven(state)) {
    const waitedMs = now - state.since;
    // Its emails may come days after a person entered.
    const looked = measure === 'entries' ? came : 0;
    return detectNoneYet({ missed: countMissed(missed), chances, waitedMs }, looked);
  }
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
  const own = learnWeeklyProfile(counts, span, slotOf);
  // Until enough is known of new rules, what was usual before them is taken at the level that is seen since.
  const isPrior = own === null && state.learnedFrom !== null;
  const profile = isPrior ? state.profile : own;
  return {
    ...state,
    // Emails of before it was watched were counted by the hour.
    lastAt: state.lastAt ?? counts.at(-1)?.hour ?? null,
    profile,
    level: levelOf(profile, counts, isPrior ? { from, until } : { until }, slotOf),
    chances: chances === null || isUnproven(state) ? state.chances : chances,
    profiledAt: now,
    noticeMs: profile ? noticeTime(profile, watched) : null,
  };
}

function levelOf(
  profile: WatchState['profile'],
  counts: readonly CountedHour[],
  { from, until }: { from?: number; until: number },
  slotOf: SlotOf,
): number {
  if (!profile) return 1;
  return from === undefined
    ? levelUntil(profile, counts, until, slotOf)
    : levelSince(profile, counts, { from, until }, slotOf);
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

/**
 * Whether a stop is over: what is watched happened again, or is not expected any more, or goes by other rules since. That it
 * was not looked at for a while, or that there was nothing to deliver, ends none.
 */
export function isOver(
  stop: JourneyStop,
  state: WatchState | undefined,
  isPaused = false,
): boolean {
  if (state === undefined || isPaused) return true;
  return (state.lastAt ?? 0) > stop.since || (state.learnedFrom ?? 0) > stop.noticedAt;
}
