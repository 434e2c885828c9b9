import type { ProfileState } from '#app/profiles/profile-state.ts';
import { intentParts, momentOfBucket, toHundred, type IntentPart } from './intent.ts';
import type { ScoreModel } from './model.ts';
import { pointAt, staysAt, type LevelOf, type Point } from './intent-interval.ts';

/**
 * The level that an intent came from: of the last moment up to `at` at which `levelOf(intent)` was not 0.
 * Goes back from bucket to bucket; within such an interval it is found as `nextIntentChange` finds the next one.
 * @param at epoch milliseconds
 * @returns the level of no intent at all when it was 0 ever since the first thing known
 */
export function lastIntentLevel(
  model: ScoreModel,
  state: ProfileState,
  at: number,
  levelOf: LevelOf,
): number {
  let end = at;
  for (const start of momentsUntil(model, state, at)) {
    const parts = intentParts(model, state, start);
    const level = lastLevel(parts, levelOf, pointAt(parts, start), pointAt(parts, end));
    if (level !== 0) return level;
    end = start - 1;
  }
  return levelOf(0);
}

/** The moments from which something counts, the last first. */
function momentsUntil(model: ScoreModel, state: ProfileState, at: number): number[] {
  const moments = new Set<number>();
  for (const { signal } of model.signals) {
    for (const bucket of state.signals[signal] ?? []) {
      const moment = momentOfBucket(bucket);
      if (moment <= at) moments.add(moment);
    }
  }
  return [...moments].sort((a, b) => b - a);
}

/** The last level in [a, b] that is not 0; 0 when there is none. */
function lastLevel(parts: IntentPart[], levelOf: LevelOf, a: Point, b: Point): number {
  const level = levelOf(toHundred(b.value));
  if (level !== 0 || a.at >= b.at || staysAt(0, levelOf, a, b)) return level;
  if (b.at - a.at === 1) return levelOf(toHundred(a.value));
  const middle = pointAt(parts, Math.floor((a.at + b.at) / 2));
  return lastLevel(parts, levelOf, middle, b) || lastLevel(parts, levelOf, a, middle);
}
