import { Card, Page } from '@shopify/polaris';
import type { TraderPage } from '#app/companies/page/list-traders.ts';
import type { TraderView } from '#app/companies/page/trader-view.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { TRADER_KEY } from '#app/segments/ready/trader-tier.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { TraderTable, type TraderTableProps } from './trader-table.tsx';

export type TraderListPageProps = TraderPage &
  Pick<TraderTableProps, 'shop' | 'now'> & { view: TraderView; live: Live };

/** Customers who buy like traders and have not applied, for staff who invite them to apply. */
export function TraderListPage({ live, bounds, view, ...page }: TraderListPageProps) {
  const list = useListParams(view);
  useLive(live);

  return (
    <Page
      title="Customers who buy like traders"
      subtitle={
        bounds === null
          ? 'Customers in your segment of traders who have not applied.'
          : `Two of three of their newest orders take ${formatNumber(bounds.pieces)} items or more, ${formatNumber(bounds.ofArticle)} or more of one article, and they have not applied.`
      }
      backAction={{ content: 'Wholesale applications', url: '/app/wholesale' }}
      secondaryActions={[{ content: 'Show segment', url: `/app/segments/${TRADER_KEY}` }]}
      fullWidth
    >
      <Card padding="0">
        <ListSearch label="Search customers" placeholder="Name or email address" list={list} />
        <TraderTable {...page} list={list} />
      </Card>
    </Page>
  );
}
