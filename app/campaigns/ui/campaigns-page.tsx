import { BlockStack, Card, Page, Tabs } from '@shopify/polaris';
import {
  CAMPAIGN_TAB_NAMES,
  CAMPAIGN_TABS,
  type CampaignLine,
  type CampaignSort,
  type CampaignTab,
} from '#app/campaigns/page/campaign-list.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import type { ListView } from '#app/lib/list-view.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { CampaignTable } from './campaign-table.tsx';

export type CampaignsPageProps = {
  live: Live;
  rows: CampaignLine[];
  hasMore: boolean;
  /** How many there are of each tab. */
  counts: Record<CampaignTab, number>;
  tab: CampaignTab;
  view: ListView<CampaignSort>;
  mayEdit: boolean;
  timeZone: string;
};

const CREATE = { content: 'Create campaign', url: '/app/campaigns/new' };

/** Every campaign of the shop, by where it stands. */
export function CampaignsPage(props: CampaignsPageProps) {
  const { live, rows, hasMore, counts, tab, view, mayEdit, timeZone } = props;
  const list = useListParams(view);
  useLive(live);
  const tabs = CAMPAIGN_TAB_NAMES.map((name) => ({
    id: name,
    content: `${CAMPAIGN_TABS[name].label} (${formatNumber(counts[name])})`,
  }));
  return (
    <Page
      {...(mayEdit && { primaryAction: CREATE })}
      fullWidth
      title="Campaigns"
      subtitle="One-off emails to a segment, within the same limits and consent as journeys."
    >
      {counts.all + counts.archived === 0 ? (
        <EmptyState {...(mayEdit && { action: CREATE })} heading="No campaigns yet">
          A campaign sends one email to everyone in a segment who may get it, at a moment that you
          choose. Before it is sent you see who gets it, who does not, and why.
        </EmptyState>
      ) : (
        <BlockStack gap="400">
          <Card padding="0">
            <Tabs
              tabs={tabs}
              selected={CAMPAIGN_TAB_NAMES.indexOf(tab)}
              onSelect={(place) => list.change({ tab: CAMPAIGN_TAB_NAMES[place] ?? 'all' })}
            />
            <ListSearch label="Search campaigns" placeholder="Name or segment" list={list} />
            <CampaignTable lines={rows} hasMore={hasMore} list={list} timeZone={timeZone} />
          </Card>
        </BlockStack>
      )}
    </Page>
  );
}
