import { Card, Page, Tabs } from '@shopify/polaris';
import { useMayOpen } from '#app/access/ui/use-may.ts';
import { VIEW_TABS, type QueueView } from '#app/applications/queue-view.ts';
import type { ApplicationQueue } from '#app/applications/list-applications.ts';
import { STATE_NAMES } from '#app/applications/words.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import type { ShopTime } from './applicant-cards.tsx';
import { ApplicationTable } from './application-table.tsx';

export type ApplicationQueuePageProps = ApplicationQueue &
  ShopTime & { view: QueueView; live: Live };

/** The wholesale applications by state, for the staff who answer them. */
export function ApplicationQueuePage(props: ApplicationQueuePageProps) {
  const { live, entries, counts, view, ...table } = props;
  const list = useListParams(view);
  const mayOpen = useMayOpen();
  useLive(live);

  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const traders = mayOpen('app.wholesale.traders')
    ? [{ content: 'Customers who buy like traders', url: '/app/wholesale/traders' }]
    : [];
  if (total === 0) {
    return (
      <Page title="Wholesale applications" secondaryActions={traders}>
        <EmptyState heading="No applications yet">
          Put the block “Wholesale application” on a page of your theme. Applications arrive here
          the moment they are sent.
        </EmptyState>
      </Page>
    );
  }
  const tabs = VIEW_TABS.map((state) => ({
    id: state,
    content:
      state === 'all'
        ? `All (${formatNumber(total)})`
        : `${STATE_NAMES[state]} (${formatNumber(counts[state])})`,
  }));
  const first = entries.find(({ state }) => state === 'submitted');
  return (
    <Page
      title="Wholesale applications"
      subtitle="Companies that asked for a wholesale account. Answer each within 24 hours."
      secondaryActions={traders}
      primaryAction={
        first ? { content: 'Review next', url: `/app/wholesale/${first.id}` } : undefined
      }
    >
      <Card padding="0">
        <Tabs
          tabs={tabs}
          selected={VIEW_TABS.indexOf(view.state)}
          onSelect={(index) => list.change({ state: VIEW_TABS[index] ?? 'submitted' })}
        />
        <ListSearch
          label="Search applications"
          placeholder="Company, contact or email address"
          list={list}
        />
        <ApplicationTable {...table} entries={entries} list={list} />
      </Card>
    </Page>
  );
}
