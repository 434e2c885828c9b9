import type { Predicate } from '#app/segments/predicate.ts';
import type { FunnelStage } from '#app/segments/ready/funnel-stage.ts';
import type { SegmentLine } from './segment-lines.ts';

/** A segment in use, whether the shop made it or has it from the start. */
export type SegmentInUse = {
  key: string;
  name: string;
  purpose: string;
  version: number;
  predicate: Predicate;
  owner: string | null;
  stage: FunnelStage | null;
  kind: SegmentLine['kind'];
  problem: string | null;
};
