import type { ScoreModel } from '../model.ts';
import type { LearnedVersion, LearningAttempt } from './learned-models.ts';
import type { Learning } from './learning.ts';
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

/** Everything that the page of what was learned shows. */
export type LearnedPage = {
  learning: Learning | null;
  /** The newest attempt where nothing was learned. */
  lastAttempt: LearningAttempt | null;
  /** Newest first. */
  versions: LearnedVersionLine[];
  /** The version that is shown; null when nothing was learned yet. */
  shown: LearnedVersion | null;
  /** What using it changes, in sentences; empty when the score is by it already. */
  changes: string[];
  /** The score model in use. */
  inUse: { version: number; model: ScoreModel };
};
