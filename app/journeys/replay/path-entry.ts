export const PATH_OUTCOMES = [
  'entered',
  'waiting',
  'decided',
  'sent',
  'skipped',
  'deferred',
  'done',
  'ended',
  'failed',
] as const;
export type PathOutcome = (typeof PATH_OUTCOMES)[number];

/** One thing that happened to a person in a replay. `at` and `until` are epoch milliseconds. */
export type PathEntry = {
  at: number;
  /** The id of the step; null where it is none in particular. */
  stepId: string | null;
  outcome: PathOutcome;
  /** Why, or which way it went; null where that says nothing. */
  reason: string | null;
  /** Until when it waits, or is deferred. */
  until?: number;
};

/** Entries that are kept of one person. */
const MOST_PATH_ENTRIES = 200;

/** Adds an entry to a path, as long as there is room. */
export function addToPath(path: PathEntry[], entry: PathEntry): void {
  if (path.length < MOST_PATH_ENTRIES) path.push(entry);
}
