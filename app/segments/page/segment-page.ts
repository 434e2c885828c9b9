import type { Differences } from '#app/segments/builder/differences.ts';
import type { SegmentInUse } from './list-segments.ts';
import type { SegmentDay, SegmentWarning } from './segment-health.ts';

/** The head of a segment's page. */
export type SegmentPage = {
  segment: Omit<SegmentInUse, 'predicate'> & { archivedAt: number | null };
  words: string;
  size: number;
  people: number;
  /** The oldest first, now as the last. */
  days: SegmentDay[];
  warnings: SegmentWarning[];
};

/** How many of a segment's people are in another one as well. */
export type Overlap = { key: string; name: string; shared: number; size: number };

/** One version of a segment with what it changed of the one before; null of the first. */
export type DescribedVersion = {
  version: number;
  madeBy: string;
  madeAt: number;
  note: string;
  words: string;
  differences: Differences | null;
};
