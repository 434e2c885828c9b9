import { Card, Page } from '@shopify/polaris';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import type { RequestPage, RequestView } from '../request-view.ts';
import { RequestsTable } from './requests-table.tsx';

export type PrivacyRequestsPageProps = RequestPage & {
  live: Live;
  view: RequestView;
  now: number;
  timeZone: string;
};

/** What customers asked for through Shopify, with what was done about it. */
export function PrivacyRequestsPage({ live, hasAny, view, ...page }: PrivacyRequestsPageProps) {
  const list = useListParams(view);
  useLive(live);
  return (
    <Page
      title="Privacy requests"
      subtitle="What customers ask for through Shopify: their data, or to be erased. Each must be answered within 30 days."
      backAction={{ content: 'Settings', url: '/app/settings' }}
      fullWidth
    >
      {hasAny ? (
        <Card padding="0">
          <ListSearch
            label="Search privacy requests"
            placeholder="Email, customer id or code"
            list={list}
          />
          <RequestsTable {...page} list={list} />
        </Card>
      ) : (
        <EmptyState heading="No privacy requests yet">
          Requests arrive from Shopify when you use “Request customer data” or “Erase personal data”
          on a customer. Erasures run without you and are certified here.
        </EmptyState>
      )}
    </Page>
  );
}
