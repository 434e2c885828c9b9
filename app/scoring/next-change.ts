import type { ProfileState } from '#app/profiles/profile.ts';
import { intentDigit } from './grade.ts';
import { intentParts, momentOf, partSize, toHundred } from './intent.ts';
import type { IntentPart } from './intent.ts';
import type { ScoreModel } from './model.ts';

/** A step of the intent; never falls while the intent rises, or never rises while it rises. */
export type LevelOf = (intent: number) => number;

/** The points at one moment, taken apart into what adds and what takes away. */
type Point = {
  at: number;
  value: number;
  added: number;
  taken: number;
  /** How fast each side shrinks, points per millisecond; a side held at its cap does not. */
  addedSlope: number;
  takenSlope: number;
  /** How many parts are held at their cap. Parts only ever leave it, so equal numbers mean equal parts. */
  capped: number;
};

/** Less than half of the smallest step of an intent, so that what is left below it rounds to 0. */
const NOTHING = 0.004;
/** Far above the rounding errors of a sum of a few dozen points, far below the step of an intent. */
const SLACK = 1e-9;

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
  return nextIntentChange(model, state, now, (intent) => intentDigit(model.thresholds, intent));
}

/**
 * The first millisecond after `now` at which `levelOf(intent)` differs from now, or null if it never does.
 * Between the moments of buckets the points are a difference of two shrinking sums, so that the values on
 * both ends of a stretch of time bound those inside; a stretch that cannot hold a change is passed over,
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
      const moment = momentOf(bucket);
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

function pointAt(parts: IntentPart[], at: number): Point {
  const point: Point = {
    at,
    value: 0,
    added: 0,
    taken: 0,
    addedSlope: 0,
    takenSlope: 0,
    capped: 0,
  };
  for (const part of parts) {
    const size = partSize(part, at);
    const held = size === part.rule.cap;
    const slope = held ? 0 : size * part.rate;
    if (held) point.capped += 1;
    if (part.rule.points < 0) {
      point.value -= size;
      point.taken += size;
      point.takenSlope += slope;
    } else {
      point.value += size;
      point.added += size;
      point.addedSlope += slope;
    }
  }
  return point;
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
  if (b.at - a.at === 1) return b.at;
  const middle = pointAt(parts, Math.floor((a.at + b.at) / 2));
  return (
    firstChange(parts, level, levelOf, a, middle) ?? firstChange(parts, level, levelOf, middle, b)
  );
}

/** Whether no moment in (a, b] can have another level. May say no too often, but not for one millisecond. */
function staysAt(level: number, levelOf: LevelOf, a: Point, b: Point): boolean {
  const sameEnd = levelOf(toHundred(b.value)) === level;
  if (!sameEnd || b.at - a.at === 1 || goesOneWay(a, b)) return sameEnd;
  let least = b.added - a.taken;
  let most = a.added - b.taken;
  if (a.capped === b.capped) {
    const steepest = Math.max(a.addedSlope - b.takenSlope, a.takenSlope - b.addedSlope);
    const reach = (steepest * (b.at - a.at)) / 2;
    const middle = (a.value + b.value) / 2;
    least = Math.max(least, middle - reach);
    most = Math.min(most, middle + reach);
  }
  return levelOf(toHundred(least - SLACK)) === level && levelOf(toHundred(most + SLACK)) === level;
}

/** Whether the points only fall or only rise between the two: one side is empty, or always the faster. */
function goesOneWay(a: Point, b: Point): boolean {
  if (a.taken === 0 || a.added === 0) return true;
  if (a.capped !== b.capped) return false;
  return a.takenSlope <= b.addedSlope || a.addedSlope <= b.takenSlope;
}
