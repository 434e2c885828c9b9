/** What the seed shopper did not get through: a step, or the journey as a whole, and what to correct, as a sentence. */
export type WalkProblem = { stepId: string | null; message: string };

/** A walk of the seed shopper through a journey. */
export type JourneyWalk = {
  journeyKey: string;
  version: number;
  /** Epoch milliseconds. */
  walkedAt: number;
  /** How many steps it came to. */
  steps: number;
  /** The first that failed; null when all went well. */
  problem: WalkProblem | null;
};
