import { partSize, toHundred } from './intent.ts';
import type { IntentPart } from './intent.ts';

/** A step of the intent; never falls while the intent rises, or never rises while it rises. */
export type LevelOf = (intent: number) => number;

/** The points at one moment, split into what adds and what takes away. */
export type Point = {
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

/** Far above the rounding errors of a sum of a few dozen points, far below the step of an intent. */
const SLACK = 1e-9;

/** The points of parts at a moment. */
export function pointAt(parts: IntentPart[], at: number): Point {
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

/**
 * Whether every moment from `a` to `b` surely has a level. May say no too often, but not for one millisecond.
 */
export function staysAt(level: number, levelOf: LevelOf, a: Point, b: Point): boolean {
  const sameEnds = levelOf(toHundred(a.value)) === level && levelOf(toHundred(b.value)) === level;
  if (!sameEnds || b.at - a.at === 1 || isMonotonic(a, b)) return sameEnds;
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
export function isMonotonic(a: Point, b: Point): boolean {
  if (a.taken === 0 || a.added === 0) return true;
  if (a.capped !== b.capped) return false;
  return a.takenSlope <= b.addedSlope || a.addedSlope <= b.takenSlope;
}
