import type { ProfileState } from '#app/profiles/profile-state.ts';
import { fitPoints } from './fit.ts';
import { bandOf, fitLetter, type Band, type Grade, type IntentDigit } from './grade.ts';
import { digitWithHysteresis } from './grade-hysteresis.ts';
import { intentParts, toHundred, totalPoints } from './intent.ts';
import type { ScoreModel } from './model.ts';

export type Score = {
  /** How near to buying, 0 to 100, two decimals. */
  intent: number;
  /** How well the person suits the shop, 0 to 100, two decimals. */
  fit: number;
  /** Both in one, 0 to 100, whole. */
  score: number;
  grade: Grade;
  band: Band;
};

/**
 * The score of a profile at a moment. Depends on nothing else: equal profile, model and moment give the
 * same bytes. Intent counts only what happened by `now`; fit is that of the profile as it is given.
 * @param now epoch milliseconds, past or future
 */
export function scoreProfile(model: ScoreModel, state: ProfileState, now: number): Score {
  const intent = toHundred(totalPoints(intentParts(model, state, now), now));
  return scoreOf(
    model,
    intent,
    toHundred(fitPoints(model, state)),
    digitWithHysteresis(model, state, now),
  );
}

/** The score made of an intent and a fit, both from 0 to 100, and the digit with hysteresis. */
function scoreOf(model: ScoreModel, intent: number, fit: number, digit: IntentDigit): Score {
  return {
    intent,
    fit,
    score: combined(model, intent, fit),
    grade: `${fitLetter(model.thresholds, fit)}${digit}`,
    band: bandOf(digit),
  };
}

/** Intent and fit in one whole number from 0 to 100. */
export function combined(model: ScoreModel, intent: number, fit: number): number {
  return Math.round(model.intentShare * intent + (1 - model.intentShare) * fit);
}
