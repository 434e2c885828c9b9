import type { SaveModelOutcome } from '../save-score-model.ts';
import type { InsufficientData, LearnedEvidence, LearnedScore } from './evidence.ts';

/** What was learned, without how well it predicts. */
export type LearnedParameters = Pick<LearnedScore, 'intercept' | 'rules' | 'suggested'> & {
  /** The version of the score model that it was learned for. */
  basedOn: number;
};

export type LearnedVersion = LearnedParameters & {
  version: number;
  /** Epoch milliseconds. */
  learnedAt: number;
  evidence: LearnedEvidence;
};

/** The newest attempt, where nothing was learned. */
export type LearningAttempt = { triedAt: number; result: InsufficientData };

export type AdoptLearnedOutcome =
  | SaveModelOutcome
  /** It is not kept any more. */
  | { outcome: 'not_found' }
  /** It predicts less than the points in use did, or no more than chance. */
  | { outcome: 'not_proven' };
