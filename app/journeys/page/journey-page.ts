import type { RunGroup, StepFigures } from './step-figures.ts';

/** The outcomes of one step's mails that were completed in the period. */
export type MailFigures = { sent: number; skipped: number; clicked: number };

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
export type JourneyPage = {
  steps: Record<string, StepFigures & { mails: MailFigures | null }>;
  exits: { reason: string; count: number }[];
  entered: number;
  active: number;
  completed: number;
  /** Could not go on, whenever they entered. */
  failed: number;
  runs: RecentRun[];
  hasMoreRuns: boolean;
};

/** What the list of runs can be sorted by. */
export const RUN_SORTS = ['entered'] as const;

export type RunSort = (typeof RUN_SORTS)[number];
