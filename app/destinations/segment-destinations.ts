import type { SegmentExport } from './segment-exports.ts';
import type { SegmentTag } from './segment-tags.ts';
import type { Translation } from './shopify-query.ts';

/** How a segment is used, and may be used, outside Tendril. */
export type SegmentDestinations = {
  name: string;
  /** Its members, and how many are customers in Shopify of those `checked`: at most the newest 2,000. */
  people: number;
  checked: number;
  customers: number;
  tag: SegmentTag | null;
  exported: SegmentExport;
  /** Its predicate in Shopify's query language, where that can express it. */
  translation: Translation;
  /** The query that goes by its tag; null without one. */
  byTag: string | null;
};

/** What came of a change of a segment's destinations: what is wrong with its tag, and the toast; null without one. */
export type DestinationsOutcome = { error: string | null; said: string | null };
