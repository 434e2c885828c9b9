import { Card, Page } from '@shopify/polaris';
import type { ListView } from '#app/lib/list-view.ts';
import type { EmailLine, EmailSort } from '#app/messages/page/email-list.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { EmailTable } from './email-table.tsx';
import { useNewEmail } from './use-new-email.ts';

export type EmailsPageProps = {
  live: Live;
  rows: EmailLine[];
  hasMore: boolean;
  view: ListView<EmailSort>;
  mayEdit: boolean;
};

/** Every email of the shop with what sends it. Those of the gallery are there from the installation on. */
export function EmailsPage({ live, rows, hasMore, view, mayEdit }: EmailsPageProps) {
  const { isBusy, begin } = useNewEmail();
  const list = useListParams(view);
  useLive(live);
  return (
    <Page
      {...(mayEdit && {
        primaryAction: {
          content: 'Create email',
          loading: isBusy,
          onAction: () => begin({ intent: 'create' }),
        },
      })}
      fullWidth
      title="Emails"
      subtitle="What journeys and campaigns send."
    >
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
