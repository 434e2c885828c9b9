import { escalateToBanner } from './escalate-to-banner.ts';
import { escalateToText } from './escalate-to-text.ts';
import type { StepPattern } from './step-pattern.ts';

/** Every pattern, one file each, in the order in which they are offered. */
export const stepPatterns = {
  escalate_to_banner: escalateToBanner,
  escalate_to_text: escalateToText,
} satisfies Record<string, StepPattern>;

export type StepPatternName = keyof typeof stepPatterns;

/** The names of all patterns. */
export const STEP_PATTERN_NAMES = Object.keys(stepPatterns) as StepPatternName[];
