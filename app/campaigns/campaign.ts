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
export type CampaignProblem = 'segment_gone' | 'segment_changed' | 'email_gone' | 'unreadable';

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
  revision: number;
};

/** Where a campaign stands for who reads it: it is sent when none of its emails waits any more. */
export type CampaignPhase = CampaignState | 'sent';

/** @param isWaiting whether emails of it wait or are on their way */
export function campaignPhase(
  { state, preparedAt }: Pick<Campaign, 'state' | 'preparedAt'>,
  isWaiting: boolean,
): CampaignPhase {
  return state === 'sending' && preparedAt !== null && !isWaiting ? 'sent' : state;
}

/** Whether what it is can still be changed. */
export function isEditable(state: CampaignPhase): boolean {
  return state === 'draft' || state === 'stopped';
}
