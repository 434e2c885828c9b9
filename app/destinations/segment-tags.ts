import type { TagProblem } from '#app/shopify/tag-name.ts';

/** How a segment's tag stands. */
export type SegmentTag = {
  tag: string;
  /** False while it is being taken away again. */
  enabled: boolean;
  /** Customers who have it from Tendril. */
  customers: number;
  /** Changes still to be sent to Shopify, and changes that it refused. */
  pending: number;
  refused: number;
};

export type TagOutcome =
  | { outcome: 'enabled'; tag: string }
  | { outcome: 'invalid'; problem: TagProblem }
  /** Another segment is synced with the tag. */
  | { outcome: 'taken'; segmentKey: string }
  /** The segment's tag before this one is still there. */
  | { outcome: 'other_tag'; tag: string };
