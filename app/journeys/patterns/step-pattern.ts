import type { Step } from '#app/journeys/steps/registry.ts';

/** Steps that belong together and are added at once; a pattern is one file. */
export type StepPattern = {
  /** What the menu of steps calls it. */
  label: string;
  /** What it does, as a short sentence without a full stop. */
  does: string;
  /** The first is the one that it begins with. Edges that lead nowhere lead on to what comes after the pattern. */
  steps: readonly Step[];
};
