import type { ProfileState } from '#app/profiles/profile-state.ts';
import { nextDigit } from './grade.ts';
import { digitWithHysteresis } from './grade-hysteresis.ts';
import { intentParts, momentOfBucket, toHundred, totalPoints, type IntentPart } from './intent.ts';
import type { ScoreModel } from './model.ts';
import { isMonotonic, pointAt, staysAt, type LevelOf, type Point } from './intent-interval.ts';

/** Less than half of the smallest step of an intent, so that what is left below it rounds to 0. */
const NOTHING = 0.004;

/**
 * The next moment the grade (and so the band) changes if nothing else happens.
 * @param now epoch milliseconds
 * @returns the first such millisecond after `now`, or null if it stays for ever
 */
export function nextScoreChange(
  model: ScoreModel,
  state: ProfileState,
  now: number,
): number | null {
  const held = digitWithHysteresis(model, state, now);
  return nextIntentChange(model, state, now, (intent) => nextDigit(model.thresholds, held, intent));
}

/**
 * The first millisecond after `now` at which `levelOf(intent)` differs from now, or null if it never does.
 * Between the moments of buckets the points are a difference of two shrinking sums, so that the values on
 * both ends of an interval bound those inside; an interval that cannot hold a change is skipped,
 * any other is halved, the earlier half first.
 */
export function nextIntentChange(
  model: ScoreModel,
  state: ProfileState,
  now: number,
  levelOf: LevelOf,
): number | null {
  let parts = intentParts(model, state, now);
  let start = pointAt(parts, now);
  const level = levelOf(toHundred(start.value));
  for (;;) {
    const arrival = nextArrival(model, state, start.at);
    const faded = fadedAt(parts, start.at);
    const end = arrival === null ? faded : Math.min(faded, arrival - 1);
    const change = firstChange(parts, level, levelOf, start, pointAt(parts, end));
    if (change !== null || arrival === null) return change;
    parts = intentParts(model, state, arrival);
    start = pointAt(parts, arrival);
    if (levelOf(toHundred(start.value)) !== level) return arrival;
  }
}

/** The first moment after `at` from which a bucket counts that did not before. */
function nextArrival(model: ScoreModel, state: ProfileState, at: number): number | null {
  let next = Infinity;
  for (const { signal } of model.signals) {
    for (const bucket of state.signals[signal] ?? []) {
      const moment = momentOfBucket(bucket);
      if (moment > at && moment < next) next = moment;
    }
  }
  return next === Infinity ? null : next;
}

/** A moment from `at` on after which the points are too few to be seen, so that nothing changes. */
function fadedAt(parts: IntentPart[], at: number): number {
  let end = at;
  for (const part of parts) {
    const life = Math.log((part.amount * parts.length) / NOTHING) / part.rate;
    end = Math.max(end, Math.ceil(part.anchor + life) + 1);
  }
  return end;
}

/** The first change in (a, b], given that there is none at `a`. */
function firstChange(
  parts: IntentPart[],
  level: number,
  levelOf: LevelOf,
  a: Point,
  b: Point,
): number | null {
  if (a.at >= b.at || staysAt(level, levelOf, a, b)) return null;
  if (isMonotonic(a, b)) return crossing(parts, level, levelOf, a.at, b.at);
  if (b.at - a.at === 1) return b.at;
  const middle = pointAt(parts, Math.floor((a.at + b.at) / 2));
  return (
    firstChange(parts, level, levelOf, a, middle) ?? firstChange(parts, level, levelOf, middle, b)
  );
}

/** The first moment in (from, to] without a level that holds at `from` and not at `to`, where the intent only falls or only rises. */
function crossing(
  parts: IntentPart[],
  level: number,
  levelOf: LevelOf,
  from: number,
  to: number,
): number {
  let held = from;
  let left = to;
  while (left - held > 1) {
    const middle = Math.floor((held + left) / 2);
    if (levelOf(toHundred(totalPoints(parts, middle))) === level) held = middle;
    else left = middle;
  }
  return left;
}
