import type { CampaignTiming } from '#app/campaigns/campaign-content.ts';
import type { CampaignPhase } from '#app/campaigns/campaign.ts';
import type { RowOrder } from '#app/lib/arrange-rows.ts';

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

/** The list's tabs, by the phases that each shows. */
export const CAMPAIGN_TABS: Readonly<
  Record<CampaignTab, { label: string; phases: readonly CampaignPhase[] | null }>
> = {
  all: { label: 'All', phases: null },
  drafts: { label: 'Drafts', phases: ['draft', 'stopped'] },
  scheduled: { label: 'Scheduled', phases: ['scheduled'] },
  sending: { label: 'Sending', phases: ['sending', 'stopping'] },
  sent: { label: 'Sent', phases: ['sent', 'cancelled'] },
};
export const CAMPAIGN_TAB_NAMES = ['all', 'drafts', 'scheduled', 'sending', 'sent'] as const;
export type CampaignTab = (typeof CAMPAIGN_TAB_NAMES)[number];

export const CAMPAIGN_ORDER: RowOrder<CampaignLine, CampaignSort> = {
  text: ({ name, segment }) => `${name} ${segment}`,
  by: {
    begins: ({ beginsAt }) => beginsAt,
    name: ({ name }) => name,
    people: ({ people }) => people,
    sent: ({ sent }) => sent,
    clicked: ({ clicked }) => clicked,
  },
};

/** The campaigns of a tab. */
export function campaignsOfTab(lines: readonly CampaignLine[], tab: CampaignTab): CampaignLine[] {
  const { phases } = CAMPAIGN_TABS[tab];
  return lines.filter(({ phase }) => phases === null || phases.includes(phase));
}

/** How many campaigns each tab has. */
export function countCampaignTabs(lines: readonly CampaignLine[]): Record<CampaignTab, number> {
  const count = (tab: CampaignTab) => campaignsOfTab(lines, tab).length;
  return {
    all: lines.length,
    drafts: count('drafts'),
    scheduled: count('scheduled'),
    sending: count('sending'),
    sent: count('sent'),
  };
}
