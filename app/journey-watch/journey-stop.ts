import type { StopCause } from './stop-cause.ts';
import type { WatchMeasure } from './watched.ts';

/** What stopped: something that is counted, or the seed shopper did not get through. */
export type StopMeasure = WatchMeasure | 'walk';

/** Something that has stopped, and is noticed. Moments are epoch milliseconds. */
export type JourneyStop = {
  id: string;
  /** Empty for what Shopify sends. */
  journeyKey: string;
  measure: StopMeasure;
  /** When it happened last. */
  since: number;
  noticedAt: number;
  cause: StopCause;
  /** What the cause is about: a topic, a reason, or what to correct. */
  detail: string;
};

/** A stop that goes on, with the name of its journey; null for all journeys. */
export type ShownStop = JourneyStop & { journey: string | null };

/** A stop in a list. */
export type ListedStop = ShownStop & {
  key: string;
  resolvedAt: number | null;
  snoozedUntil: number | null;
};
