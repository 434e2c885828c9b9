import type { TimelineEntry } from './timeline-days.ts';

export type Timeline = {
  entries: TimelineEntry[];
  hasMore: boolean;
  /** How many of the newest entries a search went through; null when none are older. */
  searched: number | null;
};
