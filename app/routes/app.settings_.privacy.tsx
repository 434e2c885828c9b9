import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card, Page } from '@shopify/polaris';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { REQUEST_SORTS } from '#app/privacy/request-view.ts';
import { listRequests } from '#app/privacy/store/list-requests.server.ts';
import { RequestsTable } from '#app/privacy/ui/requests-table.tsx';
import { readLive } from '#app/roll-ups/live.server.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'privacy.read');
  const { pool, clock } = context.services;
  const view = readListView(new URL(request.url).searchParams, REQUEST_SORTS);
  const now = clock.now();
  const page = await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, ['compliance_duty']);
    const found = await listRequests(client, shop.id, view);
    if (found.requests.some(({ email }) => email !== null))
      await recordRead(client, shop.id, staffId, 'privacy requests', now);
    return { ...found, live };
  });
  return { ...page, view, now, timeZone: shop.timeZone };
}

export default function Privacy() {
  const { live, hasAny, view, ...page } = useLoaderData<typeof loader>();
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
