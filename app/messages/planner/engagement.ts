import { DAY } from '#app/lib/duration.ts';
import type { ChannelCaps } from '#app/messages/channels/message-channel.ts';

/** After so long without a click, a visit or an order a person gets half of the caps, and then a quarter. */
export const HALF_AFTER_MS = 60 * DAY;
export const QUARTER_AFTER_MS = 120 * DAY;

/** The share of the caps that a person gets. */
export type EngagementShare = 1 | 0.5 | 0.25;

/**
 * What share of the caps a person gets, by when they did something last.
 * @param engagedAt epoch milliseconds, as `at`
 */
export function engagementShare(engagedAt: number, at: number): EngagementShare {
  const silentMs = at - engagedAt;
  if (silentMs < HALF_AFTER_MS) return 1;
  return silentMs < QUARTER_AFTER_MS ? 0.5 : 0.25;
}

/** A share of caps, at least one message each: who is written to rarely is not forgotten. */
export function sharedCaps({ day, week }: ChannelCaps, share: EngagementShare): ChannelCaps {
  return { day: sharedCap(day, share), week: sharedCap(week, share) };
}

function sharedCap(cap: number | null, share: EngagementShare): number | null {
  return cap === null ? null : Math.max(1, Math.floor(cap * share));
}
