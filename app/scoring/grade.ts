import type { GradeThresholds } from './model.ts';

export type IntentDigit = 1 | 2 | 3 | 4;
export type FitLetter = 'A' | 'B' | 'C' | 'D';
/** How near to buying, in words; one for each intent digit. */
export type Band = 'hot' | 'warm' | 'cool' | 'cold';
/** Letter: who the person is. Digit: how near to buying. `A1` is the best, `D4` the last. */
export type Grade = `${FitLetter}${IntentDigit}`;

const BANDS: Record<IntentDigit, Band> = { 1: 'hot', 2: 'warm', 3: 'cool', 4: 'cold' };

/** The digit of an intent from 0 to 100. */
export function intentDigit(thresholds: GradeThresholds, intent: number): IntentDigit {
  const { digits } = thresholds;
  if (intent >= digits[1]) return 1;
  if (intent >= digits[2]) return 2;
  return intent >= digits[3] ? 3 : 4;
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
