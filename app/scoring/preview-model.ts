import type { Preview } from './preview.ts';
import type { DraftProblems } from './parse-score-model.ts';

export type PreviewOutcome =
  | { outcome: 'previewed'; preview: Preview; scored: number; people: number }
  /** The client is gone. */
  | { outcome: 'left' };

/** What the page of the editor receives. */
export type PreviewAnswer = PreviewOutcome | { outcome: 'refused'; problems: DraftProblems };
