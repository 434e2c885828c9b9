import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { validate as isUuid } from 'uuid';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { CampaignIntent } from '#app/campaigns/campaign-intent.ts';
import type { CampaignOutcome } from '#app/campaigns/campaign-outcome.ts';
import { changeCampaign } from '#app/campaigns/change-campaign.server.ts';
import {
  CAMPAIGN_TABLES,
  CAMPAIGN_TABLES_UNDER_WAY,
  loadCampaignPage,
  newCampaignPage,
} from '#app/campaigns/page/load-campaign-page.server.ts';
import { CampaignPage } from '#app/campaigns/ui/campaign-page.tsx';
import { dayIn } from '#app/lib/shop-day.ts';
import { loadUnmetRules } from '#app/messages/sending-domain/page/load-domain-page.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { revalidatesCampaign as shouldRevalidate } from '#app/campaigns/ui/revalidates-campaign.ts';
export { CampaignError as ErrorBoundary } from '#app/campaigns/ui/campaign-error.tsx';

/** In the address, in place of the id of a campaign that is not there yet. */
const NEW = 'new';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, may } = await authenticatePage(request, context, 'app.campaigns.$id');
  const { pool, clock, operator } = context.services;
  const { id = '' } = params;
  const { currency, timeZone } = shop;
  const now = clock.now();
  const shown = await inShop(pool, shop.id, async (client) => {
    const atRest = await readLive(client, shop.id, CAMPAIGN_TABLES);
    const underWay = await readLive(client, shop.id, CAMPAIGN_TABLES_UNDER_WAY);
    const page =
      id === NEW
        ? await newCampaignPage(client, shop.id, randomUUID())
        : isUuid(id)
          ? await loadCampaignPage(client, shop, id)
          : null;
    if (!page) throw new Response('There is no such campaign.', { status: 404 });
    const unmetRules =
      page.campaign.phase === 'draft' ? await loadUnmetRules(client, shop.id, operator, now) : [];
    return { live: page.campaign.isUnderWay ? underWay : atRest, unmetRules, ...page };
  });
  const today = dayIn(now, timeZone);
  return { ...shown, mayEdit: may('journeys.edit'), currency, timeZone, now, today };
}

export async function action({
  request,
  params,
  context,
}: ActionFunctionArgs): Promise<CampaignOutcome> {
  const { shop, staffId } = await authenticateAdmin(request, context, 'journeys.edit');
  const { pool, markup, clock } = context.services;
  const OfThisCampaign = CampaignIntent.refine(
    ({ id, intent }) => id === params.id || (params.id === NEW && intent === 'save'),
  );
  const intent = await parseIntent(request, OfThisCampaign);
  return await changeCampaign(pool, markup, shop.id, intent, staffId, clock.now());
}

export default function CampaignRoute() {
  return <CampaignPage {...useLoaderData<typeof loader>()} />;
}
