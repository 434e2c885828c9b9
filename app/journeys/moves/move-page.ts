import type { JourneyMove } from './journey-move.ts';
import type { Landing, PeopleAtStep } from './plan-moves.ts';

/** People at a step of an earlier version, with where they land unless another step is chosen. */
export type MoveRow = PeopleAtStep & {
  /** What the step does. */
  step: string;
  /** Where they land, and what that step does; null where they leave. */
  landing: Landing;
  landingStep: string | null;
};

/** What the page shows that moves people between versions of a journey. */
export type MovePage = {
  journey: { key: string; name: string; version: number };
  isPaused: boolean;
  /** The earlier versions that people are on, the newest first. */
  versions: { version: number; rows: MoveRow[] }[];
  /** The steps of the new version that people can be moved to. */
  choices: { id: string; step: string }[];
  /** The newest move; null when there was none. */
  move: JourneyMove | null;
};

/** What came of asking for a move. */
export type MoveOutcome =
  | { outcome: 'started'; total: number }
  | { outcome: 'cancelled' }
  | { outcome: 'nothing_to_move' }
  /** People of the journey are being moved already. */
  | { outcome: 'running' }
  /** Another version is live by now, or a chosen step is not in it. */
  | { outcome: 'conflict' }
  | { outcome: 'not_found' };
