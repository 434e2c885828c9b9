import type { ProfileState } from '#app/profiles/profile-state.ts';
import { DIGITS, intentDigit, keepsDigit, reachesDigit, type IntentDigit } from './grade.ts';
import { intentParts, toHundred, totalPoints } from './intent.ts';
import type { ScoreModel } from './model.ts';
import { lastIntentLevel } from './last-level.ts';

/**
 * The digit a person has at a moment. One that was reached is kept until the intent falls clearly below its
 * threshold (see `keepsDigit`), so that a person near a threshold does not go to and fro. Which were reached is
 * read from the course of the intent, and that follows from the profile: nothing is stored, and what happened
 * gives the same digit in whatever order it was received.
 * @param at epoch milliseconds, past or future
 */
export function digitWithHysteresis(
  model: ScoreModel,
  state: ProfileState,
  at: number,
): IntentDigit {
  const { thresholds } = model;
  const intent = toHundred(totalPoints(intentParts(model, state, at), at));
  const plain = intentDigit(thresholds, intent);
  const kept = DIGITS.find(
    (digit) =>
      digit < plain &&
      keepsDigit(thresholds, digit, intent) &&
      // Upwards out of what keeps the digit without giving it, or downwards: the last such crossing decides.
      lastIntentLevel(model, state, at, (value) => {
        if (reachesDigit(thresholds, digit, value)) return 1;
        return keepsDigit(thresholds, digit, value) ? 0 : -1;
      }) === 1,
  );
  return kept ?? plain;
}
