import { Card, Page } from '@shopify/polaris';
import type { ListView } from '#app/lib/list-view.ts';
import type { EmailLine, EmailSort } from '#app/messages/page/email-list.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { EmailTable } from './email-table.tsx';

export type EmailsPageProps = {
  live: Live;
  rows: EmailLine[];
  hasMore: boolean;
  view: ListView<EmailSort>;
};

/** Every email of the shop with what sends it. Those of the gallery are there from the installation on. */
export function EmailsPage({ live, rows, hasMore, view }: EmailsPageProps) {
  const list = useListParams(view);
  useLive(live);
  return (
    <Page fullWidth title="Emails" subtitle="What journeys and campaigns send.">
      <Card padding="0">
        <ListSearch
          label="Search emails"
          placeholder="Name, subject or what sends it"
          list={list}
        />
        <EmailTable lines={rows} hasMore={hasMore} list={list} />
      </Card>
    </Page>
  );
}
