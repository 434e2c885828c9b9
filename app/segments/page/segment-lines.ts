import type { RowOrder } from '#app/lib/arrange-rows.ts';
import { FUNNEL_STAGES, type FunnelStage } from '#app/segments/ready/funnel-stage.ts';
import type { ReadySegment } from '#app/segments/ready/ready-segments.ts';
import { segmentWarnings, type SegmentDay, type SegmentWarning } from './segment-health.ts';

/** A segment as it stands in the list. */
export type SegmentLine = {
  key: string;
  name: string;
  purpose: string;
  owner: string | null;
  stage: FunnelStage | null;
  /** Ready ones came with the app; own ones the shop made. */
  kind: 'own' | ReadySegment['kind'];
  /** How many are in it now. */
  size: number;
  /** The size at the end of each of the last days, the oldest first, now as the last. */
  sizes: number[];
  warnings: SegmentWarning[];
};

export type LineFacts = Omit<SegmentLine, 'sizes' | 'warnings'> & {
  problem: string | null;
  silent: string[];
  days: SegmentDay[];
};

/** Days that the list shows. */
export const TREND_DAYS = 30;

/** What the list can be sorted by, the default first. */
export const SEGMENT_SORTS = ['size', 'name', 'trend', 'health'] as const;
export type SegmentSort = (typeof SEGMENT_SORTS)[number];

/** Segments on a page. */
export const SEGMENTS_SHOWN = 50;

/** The list's tabs: all, then the stages. */
export const FUNNEL_TABS: readonly (FunnelStage | 'all')[] = [
  'all',
  ...FUNNEL_STAGES.map(({ key }) => key),
];

/**
 * A line of the list from what is stored.
 * @param people how many the shop knows
 * @param today the shop's day, such as 2026-11-21
 */
export function segmentLine(facts: LineFacts, people: number, today: string): SegmentLine {
  const { problem, silent, days: stored, ...line } = facts;
  const days = untilNow(stored, facts.size, today);
  return {
    ...line,
    sizes: days.slice(-TREND_DAYS).map(({ size }) => size),
    warnings: segmentWarnings({ ...line, people, problem, silent, days }),
  };
}

/** The days with today as it is now, which is not at its end yet. */
export function untilNow(days: readonly SegmentDay[], size: number, today: string): SegmentDay[] {
  const last = days.at(-1);
  if (last?.day === today) return [...days.slice(0, -1), { ...last, size }];
  return [...days, { day: today, size, entered: 0, gone: 0 }];
}

/** By how many people a segment grew over the days shown; null with fewer than two of them. */
export function trendOf({ sizes }: Pick<SegmentLine, 'sizes'>): number | null {
  const [first, last] = [sizes.at(0), sizes.at(-1)];
  return first === undefined || last === undefined || sizes.length < 2 ? null : last - first;
}

/** The order that the database does not know: what is wrong with a segment is found out of what it asks and its days. */
export const HEALTH_ORDER: RowOrder<SegmentLine, 'health'> = {
  text: ({ name }) => name,
  by: { health: ({ warnings }) => warnings.length },
};
