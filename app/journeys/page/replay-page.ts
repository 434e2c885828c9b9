import type { CountedReason, ReplayFigure } from '#app/journeys/replay/replay-figures.ts';
import type { ComparedFigure } from '#app/journeys/replay/compare-replays.ts';
import type { PathEntry } from '#app/journeys/replay/path-entry.ts';
import type { ReplayNote } from '#app/journeys/replay/replay-notes.ts';
import type { ReplayPersonRow, ReplaySummary } from '#app/journeys/replay/replay-record.ts';
import type { SkippedRow } from '#app/journeys/replay/skipped-rows.ts';

/** What a list of people in a replay can be sorted by. */
export const REPLAY_PERSON_SORTS = ['entered', 'mails', 'orders'] as const;

/** What can be replayed: `draft`, or the number of a version. */
export type ReplayChoice = { value: string; label: string };

/** Emails of one step. */
export type ReplayedStep = {
  id: string;
  name: string;
  sent: number;
  skipped: number;
  waiting: number;
};

/** One replay with what it came to, in the words of the merchant. */
export type ShownReplay = ReplaySummary & {
  name: string;
  figures: ReplayFigure[];
  notStarted: CountedReason[];
  ended: CountedReason[];
  /** Why emails would go later: quiet hours, caps. */
  deferred: CountedReason[];
  steps: ReplayedStep[];
  skipped: SkippedRow[];
  /** Other journeys with messages near to those of this one. */
  overlaps: CountedReason[];
  failures: { step: string; reason: string; count: number }[];
  notes: ReplayNote[];
  leftOut: number;
  /** The step of the problem that stopped it, by name. */
  problemStep: string | null;
};

/** A step of a person's path in words. */
export type ShownPathEntry = Omit<PathEntry, 'stepId' | 'reason'> & {
  step: string | null;
  reason: string | null;
};

export type ShownReplayPerson = Omit<ReplayPersonRow, 'path'> & { path: ShownPathEntry[] };

/** Another replay beside the one that is shown. */
export type ReplayComparison = { name: string; figures: ComparedFigure[] };

/** Everything that the page of replays shows of a journey. */
export type ReplayPageData = {
  choices: ReplayChoice[];
  replays: (ReplaySummary & { name: string })[];
  /** The one that is asked for, or the newest; null before the first. */
  shown: ShownReplay | null;
  compared: ReplayComparison | null;
  people: { rows: ShownReplayPerson[]; hasMore: boolean };
};
