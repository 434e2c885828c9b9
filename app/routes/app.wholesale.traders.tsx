import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { listTraders } from '#app/companies/page/list-traders.server.ts';
import { TRADER_SORTS } from '#app/companies/page/trader-view.ts';
import { TraderListPage } from '#app/companies/ui/trader-list-page.tsx';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticatePage(request, context, 'app.wholesale.traders');
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

export default function TraderListRoute() {
  const data = useLoaderData<typeof loader>();
  return <TraderListPage {...data} />;
}
