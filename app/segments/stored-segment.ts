import type { FunnelStage } from './ready/funnel-stage.ts';
import type { Predicate, Segment } from './predicate.ts';
import { READY_SEGMENTS } from './ready/ready-segments.ts';

/** A segment that the shop made, or a ready one that it changed. */
export type StoredSegment = Segment & {
  owner: string | null;
  stage: FunnelStage | null;
  /** Epoch milliseconds; null while it is in use. */
  archivedAt: number | null;
  /** Why it has no members although its predicate has. */
  problem: string | null;
};

/** One version of a segment. */
export type SegmentVersion = {
  version: number;
  name: string;
  purpose: string;
  predicate: Predicate;
  note: string;
  madeBy: string;
  /** Epoch milliseconds. */
  madeAt: number;
};

/** The segments in use: those stored and not archived, and the ready ones that the shop never changed. */
export function segmentsOf(
  stored: ReadonlyMap<string, StoredSegment>,
): Pick<Segment, 'key' | 'name' | 'predicate'>[] {
  const own = [...stored.values()].filter(({ archivedAt }) => archivedAt === null);
  return [...READY_SEGMENTS.filter(({ key }) => !stored.has(key)), ...own];
}
