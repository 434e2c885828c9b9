/** What the people of a segment are like; shares from 0 to 1. */
export type SegmentFigures = {
  key: string;
  people: number;
  subscribed: number;
  /** Seen in the last 30 days. */
  active: number;
  /** Ordered in the last 30 days, a cancelled order counted. */
  ordered: number;
  /** Orders a person since the beginning, cancelled ones not counted. */
  orders: number;
  /** Spent a person since the beginning, refunds taken off, in the smallest unit. */
  spentMinor: number;
  /** The median score, 0 to 100. */
  score: number;
};
