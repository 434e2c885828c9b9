import { z } from 'zod';
import type { CampaignEffectCount } from '#app/effects/campaign-effect-count.ts';
import type { CampaignContent } from './campaign-content.ts';
import type { SendPace } from './send-pace.ts';

/** Where a campaign stands as it is stored. */
export const CAMPAIGN_STATES = [
  'draft',
  'scheduled',
  /** It began; what is due leaves. */
  'sending',
  /** It was cancelled a moment ago, which can be undone; nothing leaves meanwhile. */
  'stopping',
  /** What had not left is skipped. */
  'cancelled',
  /** It could not begin, see `CampaignProblem`. */
  'stopped',
] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** Why a campaign could not begin. */
export type CampaignProblem =
  | 'segment_gone'
  | 'segment_changed'
  | 'email_gone'
  | 'unreadable'
  /** To all who are in the segment by then it would be sent for weeks. */
  | 'too_slow';

/** What followed the emails of a campaign: bounces and unsubscribes within five days of each. */
export const CampaignFollowed = z.object({
  sent: z.number().int(),
  clicked: z.number().int(),
  bounced: z.number().int(),
  unsubscribed: z.number().int(),
  /** Those after its clicks, net of refunds. */
  orders: z.array(
    z.object({ currency: z.string(), count: z.number().int(), minor: z.number().int() }),
  ),
});
export type CampaignFollowed = z.infer<typeof CampaignFollowed>;

/** A campaign; moments are epoch milliseconds. */
export type Campaign = {
  id: string;
  content: CampaignContent;
  /** False when this version of the app cannot read all of it: the rest is as in a new campaign. */
  isReadable: boolean;
  state: CampaignState;
  /** What the predicate of its segment was when it was scheduled. */
  segmentDigest: string | null;
  /** When sending begins; with a time on each person's clock, the first moment at which any clock shows it. */
  beginsAt: number | null;
  /** Since when it is fixed who gets it. */
  startedAt: number | null;
  /** When the last of them was in the outbox; null before. */
  preparedAt: number | null;
  cancelledAt: number | null;
  finishedAt: number | null;
  /** Those who were in the segment then, and those of them who are in the outbox. */
  peopleTotal: number;
  peopleDone: number;
  /** The last person who is. */
  reached: string;
  pace: SendPace;
  problem: CampaignProblem | null;
  /** Since when none of its emails waits; null before. */
  completedAt: number | null;
  /** Its emails by what became of them, as they were counted last, and when; null before all were in the outbox. */
  counts: CampaignEffectCount[] | null;
  countedAt: number | null;
  /** What followed its emails, as it was counted last, and when. */
  followed: CampaignFollowed | null;
  followedAt: number | null;
  archivedAt: number | null;
  revision: number;
};

/** Where a campaign stands for who reads it: it is sent when none of its emails waits any more. */
export type CampaignPhase = CampaignState | 'sent';

export function campaignPhase({
  state,
  completedAt,
}: Pick<Campaign, 'state' | 'completedAt'>): CampaignPhase {
  return state === 'sending' && completedAt !== null ? 'sent' : state;
}

/** Whether something of it goes on by itself: it begins, or its emails leave. */
export function isCampaignUnderWay({
  state,
  completedAt,
}: Pick<Campaign, 'state' | 'completedAt'>): boolean {
  return !isEditable(state) && completedAt === null;
}

/** Whether nothing more of it will be sent, so that it may be put away. */
export function isFinishedCampaign(phase: CampaignPhase): boolean {
  return phase === 'sent' || phase === 'cancelled';
}

/** Whether what it is can still be changed. */
export function isEditable(state: CampaignPhase): boolean {
  return state === 'draft' || state === 'stopped';
}
