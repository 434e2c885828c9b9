import { nextAllowed, type QuietHours } from '#app/consent/quiet-hours.ts';

/** At most `most` messages within any span of `spanMs`. */
export type RollingCap = { spanMs: number; most: number };

/** What a slot is looked for between. Times are epoch milliseconds, in any order. */
export type SlotLimits = {
  caps: readonly RollingCap[];
  /** When messages that count for the caps were or are sent. */
  counted: readonly number[];
  /** The least time between the message and each of `apart`, milliseconds. */
  gapMs: number;
  apart: readonly number[];
  quietHours: QuietHours | null;
  /** IANA name of the zone that the quiet hours are in. */
  timeZone: string;
};

/**
 * The first moment from `from` on at which a message breaks none of the limits.
 * @returns epoch milliseconds; null when it lies after `latest`
 */
export function nextSlot(from: number, latest: number, limits: SlotLimits): number | null {
  for (let at = from; at <= latest;) {
    const next = Math.max(afterCaps(at, limits), afterGap(at, limits), afterQuiet(at, limits));
    if (next === at) return at;
    at = next;
  }
  return null;
}

/** Whether a message at a moment would be one too many. */
export function isOverCap(
  at: number,
  { caps, counted }: Pick<SlotLimits, 'caps' | 'counted'>,
): boolean {
  return caps.some((cap) => isOver(at, cap, counted));
}

/** Whether a message at a moment would come too soon before or after another. */
export function isTooClose(
  at: number,
  { gapMs, apart }: Pick<SlotLimits, 'gapMs' | 'apart'>,
): boolean {
  return apart.some((other) => Math.abs(at - other) < gapMs);
}

function isOver(at: number, { spanMs, most }: RollingCap, counted: readonly number[]): boolean {
  const times = [...counted, at].sort((one, other) => one - other);
  return times.some((first, index) => {
    const last = times[index + most];
    return last !== undefined && first <= at && last >= at && last - first < spanMs;
  });
}

/** The moment itself, or the next one at which fewer messages count. */
function afterCaps(at: number, { caps, counted }: SlotLimits): number {
  const over = caps.filter((cap) => isOver(at, cap, counted));
  const ends = over.map(({ spanMs }) =>
    Math.min(...counted.map((other) => other + spanMs).filter((end) => end > at)),
  );
  return Math.max(at, ...ends);
}

function afterGap(at: number, { gapMs, apart }: SlotLimits): number {
  const close = apart.filter((other) => Math.abs(at - other) < gapMs);
  return Math.max(at, ...close.map((other) => other + gapMs));
}

function afterQuiet(at: number, { quietHours, timeZone }: SlotLimits): number {
  return nextAllowed(quietHours, timeZone, at);
}
