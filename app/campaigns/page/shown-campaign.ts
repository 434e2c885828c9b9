import type { CampaignContent } from '#app/campaigns/campaign-content.ts';
import type { CampaignPhase, CampaignProblem } from '#app/campaigns/campaign.ts';
import type { RecomputeProgress } from '#app/segments/recompute-progress.ts';
import type { CampaignProgressFigures } from './campaign-progress.ts';

/** A campaign as its page shows it; moments are epoch milliseconds. */
export type ShownCampaign = {
  id: string;
  content: CampaignContent;
  phase: CampaignPhase;
  /** Whether something of it goes on by itself. */
  isUnderWay: boolean;
  /** 0 of one that is not saved yet. */
  revision: number;
  beginsAt: number | null;
  startedAt: number | null;
  cancelledAt: number | null;
  problem: CampaignProblem | null;
  /** Whether it does not go on because of an error, until someone has it tried again. */
  isStuck: boolean;
  archivedAt: number | null;
  /** While it is scheduled: the recomputation of segments that it waits for once its time has come. */
  recompute: RecomputeProgress | null;
};

/** What followed the emails within five days of each. */
export type CampaignResults = {
  sent: number;
  bounced: number;
  clicked: number;
  unsubscribed: number;
  orders: number;
  /** Net of refunds, in the currency of the store. */
  minor: number;
};

/** Something to choose, in the order of the list. */
export type CampaignOption = { value: string; label: string };

/** All that the page of a campaign shows. */
export type CampaignPageData = {
  campaign: ShownCampaign;
  segments: CampaignOption[];
  emails: CampaignOption[];
  /** Null before it began. */
  progress: CampaignProgressFigures | null;
  results: CampaignResults | null;
};
