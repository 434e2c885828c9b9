/** More examples add time and hardly any knowledge: the error of a share of 3 % is a tenth of a point. */
export const MOST_EXAMPLES = 20_000;

/** How a shop's learning stands. Times are epoch milliseconds. */
export type Learning = {
  state: 'asked' | 'reading' | 'fitting' | 'done' | 'cancelled' | 'failed';
  askedBy: string;
  askedAt: number;
  /** People to look at and looked at, and examples found; 0 before it began. */
  peopleTotal: number;
  peopleDone: number;
  examples: number;
  finishedAt: number | null;
};

/** Whether a person waits for it to end. */
export function isLearningActive({ state }: Pick<Learning, 'state'>): boolean {
  return state === 'asked' || state === 'reading' || state === 'fitting';
}

/** How far it is, 0 to 100 whole, by whichever ends it first: the people or the examples. */
export function percentDone({ state, peopleTotal, peopleDone, examples }: Learning): number {
  if (state === 'asked') return 0;
  // Fitting is a tenth of the work.
  if (state === 'fitting') return 90;
  const share = Math.max(peopleDone / Math.max(1, peopleTotal), examples / MOST_EXAMPLES);
  return Math.floor(90 * Math.min(1, share));
}
