import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card, Page } from '@shopify/polaris';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { listTraders } from '#app/companies/page/list-traders.server.ts';
import { TRADER_SORTS } from '#app/companies/page/trader-view.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { TRADER_KEY } from '#app/segments/ready/trader-tier.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import { TraderTable } from '#app/companies/ui/trader-table.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'people.read');
  const { pool, clock } = context.services;
  const view = readListView(new URL(request.url).searchParams, TRADER_SORTS);
  const now = clock.now();
  const { live, page } = await inShop(pool, shop.id, async (client) => {
    await recordRead(client, shop.id, staffId, 'people', now);
    return {
      live: await readLive(client, shop.id, ['application', 'membership', 'profile', 'segment']),
      page: await listTraders(client, shop.id, view),
    };
  });
  const { name, currency, timeZone } = shop;
  return { ...page, live, view, now, shop: { name, currency, timeZone } };
}

export default function Traders() {
  const { live, bounds, view, ...page } = useLoaderData<typeof loader>();
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
