import { fitPoints } from '#app/scoring/fit.ts';
import { bandOf, fitLetter, type Band, type Grade } from '#app/scoring/grade.ts';
import { digitWithHysteresis } from '#app/scoring/grade-hysteresis.ts';
import { intentParts, toHundred, totalPoints } from '#app/scoring/intent.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { nextIntentChange, nextScoreChange } from '#app/scoring/next-change.ts';
import { combined } from '#app/scoring/score.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';

/** A number of a person that fades with time. */
export type ScoreField = 'intent' | 'fit' | 'score';

/** What is expected of a person within 12 months. */
export type Prediction = {
  /** The probability that the person is still a customer, 0 to 1. */
  alive: number;
  /** The probability of at least one more order, 0 to 1. */
  again: number;
  orders: number;
  /** In the smallest unit of `currency`; null when too little is known. */
  spendMinor: number | null;
  currency: string | null;
  /** Epoch milliseconds. */
  nextOrderAt: number | null;
};

/** What a segment may ask about one person, at any moment. Nothing is computed before it is read. */
export type SegmentFacts = {
  profile: ProfileState;
  /** Null when nothing was predicted. */
  prediction: Prediction | null;
  /** The keys of the segments the person is in; only Shopify's own are asked for. */
  memberships: ReadonlySet<string>;
  /** 0 to 100, as `scoreProfile` gives it. */
  scoreAt(field: ScoreField, at: number): number;
  gradeAt(at: number): Grade;
  bandAt(at: number): Band;
  /** The first millisecond after `at` at which the number goes to another side of `value`, or null. */
  nextCrossing(field: ScoreField, value: number, at: number): number | null;
  /** The first millisecond after `at` at which the grade, and so the band, is another, or null. */
  nextGrade(at: number): number | null;
};

const NONE: ReadonlySet<string> = new Set();

/** The facts of a profile under a scoring model. */
export function segmentFacts(
  model: ScoreModel,
  profile: ProfileState,
  prediction: Prediction | null = null,
  memberships: ReadonlySet<string> = NONE,
): SegmentFacts {
  const fit = toHundred(fitPoints(model, profile));
  const { thresholds } = model;
  // Most conditions on a person are evaluated at the same moment.
  let known: { at: number; intent: number } | null = null;
  function intentAt(at: number): number {
    if (known?.at !== at)
      known = { at, intent: toHundred(totalPoints(intentParts(model, profile, at), at)) };
    return known.intent;
  }
  function fromIntent(field: ScoreField, intent: number): number {
    return field === 'intent' ? intent : combined(model, intent, fit);
  }
  return {
    profile,
    prediction,
    memberships,
    scoreAt: (field, at) => (field === 'fit' ? fit : fromIntent(field, intentAt(at))),
    gradeAt: (at) => `${fitLetter(thresholds, fit)}${digitWithHysteresis(model, profile, at)}`,
    bandAt: (at) => bandOf(digitWithHysteresis(model, profile, at)),
    nextCrossing(field, value, at) {
      if (field === 'fit') return null;
      return nextIntentChange(model, profile, at, (intent) =>
        Math.sign(fromIntent(field, intent) - value),
      );
    },
    nextGrade: (at) => nextScoreChange(model, profile, at),
  };
}
