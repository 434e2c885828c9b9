import type { PathEntry } from './path-entry.ts';
import type { ReplayNote } from './replay-notes.ts';
import type { ReplayTotals } from './replay-totals.ts';

/** How far back a journey can be replayed, in days. */
export const REPLAY_DAYS = [7, 14, 30, 60, 90] as const;

/** Replays of a shop under way at once, and beside them those of a ranking of opportunities. */
export const MOST_REPLAYS_RUNNING = 5;
export const MOST_RANKED = 30;

export type ReplayState = 'running' | 'done' | 'cancelled' | 'failed';

/** Why a replay failed: the step at which or after which a run could not go on, null where it was none. */
export type ReplayProblem = { stepId: string | null; reason: string; detail: string };

/** What stands beside the totals. */
export type ReplayBackground = {
  /** All orders of the window that stand, by currency. */
  orders: { currency: string; orders: number; minor: number }[];
  notes: ReplayNote[];
};

/** A replay as it is listed. Times are epoch milliseconds. */
export type ReplaySummary = {
  id: string;
  journeyKey: string;
  /** The version that was run; null for a draft. */
  version: number | null;
  draftRevision: number | null;
  days: number;
  since: number;
  until: number;
  state: ReplayState;
  peopleTotal: number;
  peopleDone: number;
  problem: ReplayProblem | null;
  requestedBy: string;
  requestedAt: number;
  finishedAt: number | null;
};

/** A replay with what it came to so far. */
export type ReplayRecord = ReplaySummary & {
  content: unknown;
  totals: ReplayTotals | null;
  aside: ReplayBackground | null;
};

/** A replay of a gallery journey by which opportunities are ranked. */
export type RankedReplay = Pick<
  ReplayRecord,
  | 'journeyKey'
  | 'days'
  | 'state'
  | 'peopleTotal'
  | 'peopleDone'
  | 'problem'
  | 'requestedAt'
  | 'totals'
>;

/** What a list of people in a replay can be sorted by. */
export type ReplayPersonSort = 'entered' | 'mails' | 'orders';

/** A person in a replay. Times are epoch milliseconds. */
export type ReplayPersonRow = {
  profileId: string;
  name: string | null;
  email: string | null;
  enteredAt: number;
  mails: number;
  skipped: number;
  orders: number;
  endReason: string | null;
  path: PathEntry[];
};
