import { readableParts, type CampaignContent } from '#app/campaigns/campaign-content.ts';
import type { Campaign, CampaignPhase } from '#app/campaigns/campaign.ts';
import {
  CAMPAIGN_TAB_NAMES,
  CAMPAIGN_TABS,
  CAMPAIGNS_SHOWN,
  type CampaignListView,
  type CampaignSort,
  type CampaignTab,
} from '#app/campaigns/page/campaign-list.ts';
import { limitAndOffset, sqlOrder } from '#app/lib/list-view.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** A campaign as lists show it, without what it says. */
export type CampaignSummary = Pick<Campaign, 'id' | 'beginsAt' | 'startedAt' | 'peopleTotal'> &
  Pick<CampaignContent, 'name' | 'segment' | 'timing'> & {
    phase: CampaignPhase;
    /** As they were counted last; null before. */
    sent: number | null;
    clicked: number | null;
  };

/** As `campaignPhase` says it. */
const PHASE = `case when state = 'sending' and completed_at is not null then 'sent' else state end`;

const ORDER: Record<CampaignSort, string> = {
  begins: 'coalesce(started_at, begins_at)',
  name: `lower(content ->> 'name')`,
  people: 'case when started_at is not null then people_total end',
  sent: `greatest(figure.count, (followed ->> 'sent')::bigint, 0)`,
  clicked: `greatest(figure.count, (followed ->> 'clicked')::bigint, 0)`,
};

/** What a search finds beside names, and what is sorted by that the table does not know. */
export type CampaignListing = {
  view: CampaignListView;
  /** The keys of segments of which the name is sought. */
  segments: readonly string[];
  /** The figure of each campaign that is sorted by. */
  figures: readonly { id: string; count: number }[];
};

/** The campaigns of one page, and one more where there are others after it. */
export async function listCampaigns(
  client: ShopClient,
  shopId: string,
  { view, segments, figures }: CampaignListing,
): Promise<CampaignSummary[]> {
  const { rows } = await client.query<
    Omit<CampaignSummary, 'name' | 'segment' | 'timing'> & { card: unknown }
  >(
    `select campaign.id, ${PHASE} as phase, begins_at as "beginsAt", started_at as "startedAt",
            people_total as "peopleTotal", (followed ->> 'sent')::int as sent,
            (followed ->> 'clicked')::int as clicked, json_build_object('name', content -> 'name',
              'segment', content -> 'segment', 'timing', content -> 'timing') as card
       from campaign
       left join unnest($6::uuid[], $7::bigint[]) as figure (id, count) on figure.id = campaign.id
      where shop_id = $1 and (archived_at is not null) = $2 and ($3::text[] is null or ${PHASE} = any($3))
        and ($4 = '' or position($4 in lower(content ->> 'name')) > 0 or content ->> 'segment' = any($5))
      order by ${ORDER[view.sort]} ${sqlOrder(view)} nulls last, created_at desc, campaign.id
      limit $8 offset $9`,
    [
      shopId,
      view.tab === 'archived',
      CAMPAIGN_TABS[view.tab].phases,
      view.search.toLowerCase(),
      segments,
      figures.map(({ id }) => id),
      figures.map(({ count }) => count),
      ...limitAndOffset(view, CAMPAIGNS_SHOWN),
    ],
  );
  return rows.map(({ card, ...row }) => {
    const { name, segment, timing } = readableParts(card);
    return { ...row, name, segment, timing };
  });
}

/** How many campaigns each tab of the list has. */
export async function countCampaignTabs(
  client: ShopClient,
  shopId: string,
): Promise<Record<CampaignTab, number>> {
  const { rows } = await client.query<{
    phase: CampaignPhase;
    isArchived: boolean;
    count: number;
  }>(
    `select ${PHASE} as phase, archived_at is not null as "isArchived", count(*) as count
       from campaign where shop_id = $1 group by 1, 2`,
    [shopId],
  );
  const counted = CAMPAIGN_TAB_NAMES.map((tab): [CampaignTab, number] => {
    const { phases } = CAMPAIGN_TABS[tab];
    const ofTab = rows.filter(
      ({ phase, isArchived }) =>
        isArchived === (tab === 'archived') && (phases === null || phases.includes(phase)),
    );
    return [tab, ofTab.reduce((sum, { count }) => sum + count, 0)];
  });
  return Object.fromEntries(counted) as Record<CampaignTab, number>;
}
