import type { SegmentErrors } from '#app/segments/builder/segment-form.ts';
import type { Problem } from './reference-problems.ts';

/** What came of a change of a segment. */
export type SegmentOutcome =
  /** `needsReassessment`: its predicate changed, so that all profiles have to be assessed again. */
  | { outcome: 'saved'; key: string; version: number; needsReassessment: boolean }
  | { outcome: 'unchanged'; key: string }
  /** What to correct: by field, and by place within the predicate. Nothing was written. */
  | { outcome: 'refused'; errors: SegmentErrors; problems: Problem[] }
  /** Another staff member saved since `base` was loaded. Nothing was written. */
  | { outcome: 'conflict' }
  | { outcome: 'not_found' };
