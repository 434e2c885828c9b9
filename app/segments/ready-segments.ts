import type { FunnelStage } from './funnel-stage.ts';
import { STAGES, type StageKey } from './lifecycle.ts';
import type { Segment } from './predicate.ts';

/** A segment that every shop has from the start and may change, but not archive. */
export type ReadySegment = Segment & { kind: 'lifecycle'; stage: FunnelStage };

const FUNNEL: Record<StageKey, FunnelStage> = {
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
};

/** The segments that every shop has. A stage's question is its own; who is in an earlier stage is not in it. */
export const READY_SEGMENTS: readonly ReadySegment[] = STAGES.map(
  ({ key, name, purpose, when }) => ({
    key,
    name,
    purpose,
    version: 1,
    predicate: when,
    kind: 'lifecycle',
    stage: FUNNEL[key],
  }),
);

/** The ready segment of a key; undefined for one that the shop made. */
export function readySegment(key: string): ReadySegment | undefined {
  return READY_SEGMENTS.find((ready) => ready.key === key);
}
