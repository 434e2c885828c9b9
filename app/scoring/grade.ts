import type { GradeThresholds } from './model.ts';

export type IntentDigit = 1 | 2 | 3 | 4;
export type FitLetter = 'A' | 'B' | 'C' | 'D';
/** How near to buying, in words; one for each intent digit. */
export type Band = 'hot' | 'warm' | 'cool' | 'cold';
/** Letter: who the person is. Digit: how near to buying. `A1` is the best, `D4` the last. */
export type Grade = `${FitLetter}${IntentDigit}`;

const BANDS: Record<IntentDigit, Band> = { 1: 'hot', 2: 'warm', 3: 'cool', 4: 'cold' };

/** The digits, the best first. */
export const DIGITS: readonly IntentDigit[] = [1, 2, 3, 4];

/** The part of its threshold that an intent must keep to keep the digit. */
const KEPT_SHARE = 0.9;

/** The digit that an intent from 0 to 100 gives by itself. */
export function intentDigit(thresholds: GradeThresholds, intent: number): IntentDigit {
  return DIGITS.find((digit) => reachesDigit(thresholds, digit, intent)) ?? 4;
}

/** Whether an intent gives a digit or a better one. */
export function reachesDigit(
  { digits }: GradeThresholds,
  digit: IntentDigit,
  intent: number,
): boolean {
  return digit === 4 || intent >= digits[digit];
}

/**
 * Whether an intent is enough for a person who has a digit to keep it: at most a tenth below
 * its threshold. So a lead near a threshold does not flap.
 */
export function keepsDigit(
  { digits }: GradeThresholds,
  digit: IntentDigit,
  intent: number,
): boolean {
  return digit === 4 || intent >= digits[digit] * KEPT_SHARE;
}

/** The digit after another one, with hysteresis, when the intent goes straight to another value. */
export function nextDigit(
  thresholds: GradeThresholds,
  held: IntentDigit,
  intent: number,
): IntentDigit {
  // A person who has a digit has reached every lower one.
  const isKept = (digit: IntentDigit) => digit >= held && keepsDigit(thresholds, digit, intent);
  return DIGITS.find((digit) => reachesDigit(thresholds, digit, intent) || isKept(digit)) ?? 4;
}

/** The letter of a fit from 0 to 100. */
export function fitLetter(thresholds: GradeThresholds, fit: number): FitLetter {
  const { letters } = thresholds;
  if (fit >= letters.A) return 'A';
  if (fit >= letters.B) return 'B';
  return fit >= letters.C ? 'C' : 'D';
}

/** The band of an intent digit. */
export function bandOf(digit: IntentDigit): Band {
  return BANDS[digit];
}
