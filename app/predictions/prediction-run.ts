import type { BuyerCounts } from './read-histories.ts';

/** How a calculation ended. */
export type PredictionOutcome = 'predicted' | 'too_little' | 'cancelled';

/** The newest calculation of a shop's predictions. Times are epoch milliseconds. */
export type PredictionRun = {
  askedBy: string | null;
  /** Null until a model is chosen. */
  modelVersion: number | null;
  /** The last person computed; null before the first. */
  reached: string | null;
  peopleDone: number;
  peopleTotal: number | null;
  startedAt: number;
  finishedAt: number | null;
  outcome: PredictionOutcome | null;
  found: BuyerCounts | null;
};
