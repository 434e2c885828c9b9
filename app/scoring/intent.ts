import { DAY } from '#app/lib/duration.ts';
import type { DayBucket, ProfileState } from '#app/profiles/profile-state.ts';
import type { ScoreModel, SignalRule } from './model.ts';

/**
 * One signal's points as a decaying amount. All of a signal's points share one half-life, so their sum is a
 * single exponential: `amount` points at `anchor`, half of it a half-life later.
 */
export type IntentPart = {
  rule: SignalRule;
  /** Points at `anchor` without sign and before the cap. */
  amount: number;
  /** The newest counted moment, epoch milliseconds. */
  anchor: number;
  /** The moment of the oldest counted bucket, epoch milliseconds. */
  from: number;
  /** How many occurrences are counted. */
  count: number;
  /** Decay per millisecond. */
  rate: number;
};

/** The moment at which all of a bucket's occurrences count, epoch milliseconds: that of its last one. */
export function momentOfBucket(bucket: DayBucket): number {
  return bucket[0] * DAY + bucket[2];
}

/** Whether something in a bucket counts: what was taken back, of an order that was deleted, leaves it empty. */
function counts([, count]: DayBucket): boolean {
  return count > 0;
}

/** The moment of the newest bucket that counts by `at`, or null when none does. */
export function newestMoment(buckets: DayBucket[] | undefined, at = Infinity): number | null {
  let newest = -Infinity;
  for (const bucket of buckets ?? []) {
    const moment = momentOfBucket(bucket);
    if (moment <= at && moment > newest && counts(bucket)) newest = moment;
  }
  return newest === -Infinity ? null : newest;
}

/**
 * What counts at a moment, in the order of the model. A bucket whose last moment is still to come does not
 * count: asked about the past, the score knows nothing of what came later (nor of the earlier occurrences
 * of a day that was still going on, which the bucket no longer distinguishes).
 * The result also holds for later moments until the next bucket's moment.
 */
export function intentParts(model: ScoreModel, state: ProfileState, at: number): IntentPart[] {
  const parts: IntentPart[] = [];
  for (const rule of model.signals) {
    const part = intentPart(rule, state.signals[rule.signal], at);
    if (part !== null) parts.push(part);
  }
  return parts;
}

function intentPart(
  rule: SignalRule,
  buckets: DayBucket[] | undefined,
  at: number,
): IntentPart | null {
  if (buckets === undefined) return null;
  const anchor = newestMoment(buckets, at);
  if (anchor === null) return null;
  const rate = Math.LN2 / (rule.halfLifeDays * DAY);
  let weight = 0;
  let count = 0;
  let from = anchor;
  for (const bucket of buckets) {
    const moment = momentOfBucket(bucket);
    if (moment > at || !counts(bucket)) continue;
    weight += bucket[1] * Math.exp((moment - anchor) * rate);
    count += bucket[1];
    from = Math.min(from, moment);
  }
  return { rule, amount: weight * Math.abs(rule.points), anchor, from, count, rate };
}

/** A part's points at a moment without sign, never above its cap. */
export function partSize(part: IntentPart, at: number): number {
  return Math.min(part.rule.cap, part.amount * Math.exp((part.anchor - at) * part.rate));
}

/** A part's points at a moment, with sign. */
export function partPoints(part: IntentPart, at: number): number {
  return part.rule.points < 0 ? -partSize(part, at) : partSize(part, at);
}

/** The sum of all points at a moment, in the order of the model; may be negative or above 100. */
export function totalPoints(parts: IntentPart[], at: number): number {
  let total = 0;
  for (const part of parts) total += partPoints(part, at);
  return total;
}

/** Points as a number from 0 to 100 with two decimals; points outside are set to the ends. */
export function toHundred(points: number): number {
  return Math.round(Math.min(100, Math.max(0, points)) * 100) / 100;
}
