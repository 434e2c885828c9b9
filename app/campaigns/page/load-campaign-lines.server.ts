import { campaignSegments } from '#app/campaigns/segment-of-campaign.server.ts';
import { listCampaigns } from '#app/campaigns/store/list-campaigns.server.ts';
import { campaignIdOf } from '#app/effects/campaign-key.ts';
import { rowPage, type RowPage } from '#app/lib/list-view.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { readFigures } from '#app/roll-ups/store/read-figures.server.ts';
import { CAMPAIGNS_SHOWN, type CampaignLine, type CampaignListView } from './campaign-list.ts';

/** One page of the campaigns of a shop, each with what was sent of it. */
export async function loadCampaignLines(
  client: ShopClient,
  shopId: string,
  view: CampaignListView,
): Promise<RowPage<CampaignLine>> {
  const segments = await campaignSegments(client, shopId);
  const names = new Map(segments.map(({ key, name }) => [key, name]));
  const figures = await campaignMailFigures(client, shopId);
  const sought = view.search.toLowerCase();
  const found = segments.filter(({ key, name }) =>
    [key, name].some((text) => text.toLowerCase().includes(sought)),
  );
  const sorted = view.sort === 'clicked' ? figures.clicked : figures.sent;
  const isSorted = view.sort === 'sent' || view.sort === 'clicked';
  const campaigns = await listCampaigns(client, shopId, {
    view,
    segments: found.map(({ key }) => key),
    figures: isSorted ? [...sorted].map(([id, count]) => ({ id, count })) : [],
  });
  const page = rowPage(campaigns, CAMPAIGNS_SHOWN);
  const rows = page.rows.map((campaign): CampaignLine => {
    const { id, name, phase, segment, timing, beginsAt, startedAt, peopleTotal } = campaign;
    return {
      id,
      name,
      phase,
      segment: names.get(segment) ?? segment,
      timing,
      beginsAt: startedAt ?? beginsAt,
      people: startedAt === null ? null : peopleTotal,
      // What is deleted because it is old is in what was counted last alone.
      sent: Math.max(campaign.sent ?? 0, figures.sent.get(id) ?? 0),
      clicked: Math.max(campaign.clicked ?? 0, figures.clicked.get(id) ?? 0),
    };
  });
  return { ...page, rows };
}

/** What was sent and clicked of each campaign, from the figures that are kept. */
async function campaignMailFigures(
  client: ShopClient,
  shopId: string,
): Promise<Record<'sent' | 'clicked', Map<string, number>>> {
  const figures = { sent: new Map<string, number>(), clicked: new Map<string, number>() };
  for (const kept of await readFigures(client, shopId, ['mails.sent', 'mails.clicked'])) {
    const id = campaignIdOf(kept.key);
    if (id === null) continue;
    const counts = kept.figure === 'mails.sent' ? figures.sent : figures.clicked;
    counts.set(id, (counts.get(id) ?? 0) + kept.count);
  }
  return figures;
}
