import { BlockStack, Card, Page } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { JourneyLine, JourneySort } from '#app/journeys/page/journey-list.ts';
import type { ListView } from '#app/lib/list-view.ts';
import { useMayOpen } from '#app/access/ui/use-may.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { JourneyTable } from './journey-table.tsx';
import { JourneysTabs } from './journeys-tabs.tsx';

export type JourneysPageProps = {
  live: Live;
  rows: JourneyLine[];
  hasMore: boolean;
  view: ListView<JourneySort>;
  currency: string;
  /** Updates of the gallery that are offered. */
  updates: ReactNode;
};

/** Every journey of the shop with what it did in the last 30 days. */
export function JourneysPage(props: JourneysPageProps) {
  const { live, rows, hasMore, view, currency, updates } = props;
  const list = useListParams(view);
  const mayOpen = useMayOpen();
  useLive(live);
  return (
    <Page
      fullWidth
      title="Journeys"
      subtitle="Automations, and what they did in the last 30 days."
      primaryAction={
        mayOpen('app.journeys.new')
          ? { content: 'Create journey', url: '/app/journeys/new' }
          : undefined
      }
    >
      <BlockStack gap="400">
        <JourneysTabs current="all" />
        {updates}
        <Card padding="0">
          <ListSearch label="Search journeys" placeholder="Name or purpose" list={list} />
          <JourneyTable lines={rows} hasMore={hasMore} list={list} currency={currency} />
        </Card>
      </BlockStack>
    </Page>
  );
}
