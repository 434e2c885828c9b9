import type { ShownStop } from '../journey-stop.ts';
import type { JourneyWalk } from '../walk/journey-walk.ts';
import type { WatchMeasure } from '../watched.ts';

/** What the page of a live journey shows of its watch. Moments are epoch milliseconds. */
export type JourneyWatchView = {
  /** How long a stop takes to be noticed, milliseconds; null while it is not known what is usual. */
  notice: { measure: WatchMeasure; noticeMs: number | null }[];
  /** The newest walk of the seed shopper; null before the first. */
  walk: JourneyWalk | null;
  /** What has stopped, and is not hidden. */
  stops: ShownStop[];
};
