import type { RowPage } from '#app/lib/list-view.ts';
import type { SegmentLine } from './segment-lines.ts';

/** A page of the list of segments. */
export type SegmentList = RowPage<SegmentLine> & {
  /** How many people the shop knows. */
  people: number;
  /** Segments of each of `FUNNEL_TABS`, whatever is searched for. */
  counts: number[];
  /** Those that the shop made, and how many of them are empty or have no purpose. */
  own: number;
  idle: number;
};
