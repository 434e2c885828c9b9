import type { CampaignTiming } from '#app/campaigns/campaign-content.ts';
import type { CampaignPhase } from '#app/campaigns/campaign.ts';
import type { ListView } from '#app/lib/list-view.ts';

/** One line of the list of campaigns. */
export type CampaignLine = {
  id: string;
  name: string;
  phase: CampaignPhase;
  segment: string;
  timing: CampaignTiming;
  /** When sending began or is to begin, epoch milliseconds; null of a draft. */
  beginsAt: number | null;
  /** Who was in the segment when it began; null before. */
  people: number | null;
  sent: number;
  clicked: number;
};

/** What the list can be sorted by, the default first. */
export const CAMPAIGN_SORTS = ['begins', 'name', 'people', 'sent', 'clicked'] as const;
export type CampaignSort = (typeof CAMPAIGN_SORTS)[number];

/** Campaigns on a page. */
export const CAMPAIGNS_SHOWN = 25;

/** The list's tabs, by the phases that each shows; what is archived stands in the last alone. */
export const CAMPAIGN_TABS: Readonly<
  Record<CampaignTab, { label: string; phases: readonly CampaignPhase[] | null }>
> = {
  all: { label: 'All', phases: null },
  drafts: { label: 'Drafts', phases: ['draft', 'stopped'] },
  scheduled: { label: 'Scheduled', phases: ['scheduled'] },
  sending: { label: 'Sending', phases: ['sending', 'stopping'] },
  sent: { label: 'Sent', phases: ['sent', 'cancelled'] },
  archived: { label: 'Archived', phases: null },
};
export const CAMPAIGN_TAB_NAMES = [
  'all',
  'drafts',
  'scheduled',
  'sending',
  'sent',
  'archived',
] as const;
export type CampaignTab = (typeof CAMPAIGN_TAB_NAMES)[number];

/** How the list is asked for. */
export type CampaignListView = ListView<CampaignSort> & { tab: CampaignTab };
