import type { DraftProblems } from './parse-score-model.ts';

export type SaveModelOutcome =
  | { outcome: 'saved'; version: number }
  /** It scores as the one in use does; nothing was written. */
  | { outcome: 'unchanged' }
  /** Another staff member saved since `base` was loaded; nothing was written. */
  | { outcome: 'conflict' };

export type RevertModelOutcome =
  | SaveModelOutcome
  /** The shop has no such version. */
  | { outcome: 'not_found' };

/** What the page of the editor receives when it saves a model or restores an earlier one. */
export type ScoreModelAnswer = RevertModelOutcome | { outcome: 'refused'; problems: DraftProblems };
