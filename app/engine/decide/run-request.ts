import type { StartRefusal } from '#app/journeys/start-journey.ts';
import type { StepMapping } from '#app/journeys/moves/plan-moves.ts';

/** What staff ask of runs, beside what happens and the time that passes. */
export type RunRequest =
  /** Adds a person to a journey; `key` is deterministic, so that asked for twice it is one run. */
  | { kind: 'start'; key: string; journeyKey: string; profileId: string }
  /** Takes a person off a journey; nothing when the run is another person's. */
  | { kind: 'exit'; runId: string; profileId: string }
  /** Moves a run to another version of its journey. */
  | { kind: 'move'; runId: string; version: number; mapping: StepMapping };

/** What came of it. */
export type RunRequestOutcome =
  | { outcome: 'started'; runId: string }
  | { outcome: 'refused'; reason: StartRefusal }
  | { outcome: 'exited'; runId: string }
  | { outcome: 'moved' | 'moved_out'; runId: string }
  /** There is no such person, or the run ended or failed meanwhile. */
  | { outcome: 'not_found' };
