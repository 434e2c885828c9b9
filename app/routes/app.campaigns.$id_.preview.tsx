import type { LoaderFunctionArgs } from '@remix-run/node';
import { validate as isUuid } from 'uuid';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { previewCampaign } from '#app/campaigns/preview-campaign.server.ts';
import { loadCampaign } from '#app/campaigns/store/campaigns.server.ts';
import { openDeals } from '#app/pipeline/open-deals.server.ts';
import { inShop } from '#app/platform/db.server.ts';

/** Who gets a campaign, who not, and why; names for those who may see people. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, staffId, may } = await authenticateAdmin(request, context, 'figures.read');
  const { pool, clock } = context.services;
  const { id = '' } = params;
  const now = clock.now();
  return await inShop(pool, shop.id, async (client) => {
    const campaign = isUuid(id) ? await loadCampaign(client, shop.id, id) : null;
    if (!campaign) throw new Response('There is no such campaign.', { status: 404 });
    const preview = await previewCampaign(client, shop.id, campaign.content, openDeals, now);
    if (!may('people.read')) return { ...preview, people: [] };
    await recordRead(client, shop.id, staffId, `campaign:${id}`, now);
    return preview;
  });
}
