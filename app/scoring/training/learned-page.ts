import type { Evaluation } from './words.ts';

/** A learned version as it is listed. */
export type LearnedVersionLine = {
  version: number;
  /** Epoch milliseconds. */
  learnedAt: number;
  /** Of the curve of its test, 0 to 1; 0.5 is chance. */
  area: number;
  /** Examples that were followed by an order, learned from and tested on. */
  outcomes: number;
  evaluation: Evaluation;
  /** Whether the score is by it already. */
  isInUse: boolean;
};
