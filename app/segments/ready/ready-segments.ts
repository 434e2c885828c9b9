import type { Segment } from '#app/segments/predicate.ts';
import type { FunnelStage } from './funnel-stage.ts';
import type { Tier } from './tiers.ts';
import { STAGES, type StageKey } from './lifecycle.ts';
import { rfm, type RfmKey } from './rfm.ts';
import { traderTier } from './trader-tier.ts';

/** A segment that every shop has from the start and may change, but not archive. */
export type ReadySegment = Segment & { kind: 'lifecycle' | 'rfm' | 'tier'; stage: FunnelStage };

/** What the kinds are called on badges. */
export const READY_KIND_NAMES: Record<ReadySegment['kind'], string> = {
  lifecycle: 'Lifecycle',
  rfm: 'RFM',
  tier: 'Tier',
};

const FUNNEL: Record<StageKey | RfmKey, FunnelStage> = {
  visitor: 'awareness',
  subscriber: 'awareness',
  engaged: 'consideration',
  cart_starter: 'decision',
  checkout_starter: 'decision',
  first_time_buyer: 'retention',
  repeat_buyer: 'retention',
  loyal: 'retention',
  at_risk: 'win_back',
  lapsed: 'win_back',
  wholesale_prospect: 'wholesale',
  rfm_champions: 'retention',
  rfm_loyal: 'retention',
  rfm_new: 'retention',
  rfm_promising: 'retention',
  rfm_needs_attention: 'win_back',
  rfm_at_risk: 'win_back',
  rfm_hibernating: 'win_back',
  rfm_lost: 'win_back',
};

/** Those that stand beside the groups: a person may be in one whatever the group. */
const TIERS: readonly ReadySegment[] = [{ ...traderTier, kind: 'tier', stage: 'wholesale' }];

/** The segments that every shop has. A group's predicate is its own; who is in an earlier group is not in it. */
export const READY_SEGMENTS: readonly ReadySegment[] = [
  ...STAGES.map((stage) => ready(stage, 'lifecycle')),
  ...rfm.tiers.map((group) => ready(group, 'rfm')),
  ...TIERS,
];

function ready(
  { when, ...about }: Tier<StageKey | RfmKey>,
  kind: ReadySegment['kind'],
): ReadySegment {
  return { ...about, predicate: when, kind, stage: FUNNEL[about.key] };
}

/** The ready segment of a key; undefined for one that the shop made. */
export function readySegment(key: string): ReadySegment | undefined {
  return READY_SEGMENTS.find((ready) => ready.key === key);
}

/** Whether a segment is the last of its tiers: it takes all people in none of the others, whatever its predicate. */
export function takesTheRest(key: string): boolean {
  return [STAGES, rfm.tiers].some((tiers) => tiers.at(-1)?.key === key);
}
