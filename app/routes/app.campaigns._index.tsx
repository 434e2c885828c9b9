import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { CAMPAIGN_SORTS, CAMPAIGN_TAB_NAMES } from '#app/campaigns/page/campaign-list.ts';
import { loadCampaignLines } from '#app/campaigns/page/load-campaign-lines.server.ts';
import { countCampaignTabs } from '#app/campaigns/store/list-campaigns.server.ts';
import { CampaignsPage } from '#app/campaigns/ui/campaigns-page.tsx';
import { readListView } from '#app/lib/list-view.ts';
import { inShop } from '#app/platform/db.server.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const SHOWN = ['campaign', 'message', 'segment'] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, may } = await authenticatePage(request, context, 'app.campaigns._index');
  const { searchParams } = new URL(request.url);
  const view = readListView(searchParams, CAMPAIGN_SORTS);
  const tab = z.enum(CAMPAIGN_TAB_NAMES).catch('all').parse(searchParams.get('tab'));
  const { live, page, counts } = await inShop(context.services.pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, SHOWN),
    page: await loadCampaignLines(client, shop.id, { ...view, tab }),
    counts: await countCampaignTabs(client, shop.id),
  }));
  const { timeZone } = shop;
  return { live, ...page, counts, tab, view, mayEdit: may('journeys.edit'), timeZone };
}

export default function CampaignsRoute() {
  return <CampaignsPage {...useLoaderData<typeof loader>()} />;
}
