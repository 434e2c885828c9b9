import type { LiveFigures } from './live-figures.ts';
import type { RunGroup } from './step-figures.ts';

export type RecentRun = {
  id: string;
  profileId: string;
  name: string | null;
  email: string | null;
  state: RunGroup['state'];
  version: number;
  stepId: string;
  enteredAt: number;
  wakeAt: number | null;
  endedAt: number | null;
  endReason: string | null;
};

/** Everything the page of one journey shows besides its definition. */
export type JourneyPage = LiveFigures & { runs: RecentRun[]; hasMoreRuns: boolean };

/** What the list of runs can be sorted by. */
export const RUN_SORTS = ['entered'] as const;

export type RunSort = (typeof RUN_SORTS)[number];
