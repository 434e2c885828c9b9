import { campaignPhase } from '#app/campaigns/campaign.ts';
import { campaignSegments } from '#app/campaigns/segment-of-campaign.server.ts';
import { listCampaigns, type CampaignSummary } from '#app/campaigns/store/campaigns.server.ts';
import { campaignJourneyKey } from '#app/effects/campaign-key.ts';
import { campaignsWithWaiting } from '#app/effects/store/campaign-effects.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { readFigures, type KeptFigure } from '#app/roll-ups/store/read-figures.server.ts';
import type { CampaignLine } from './campaign-list.ts';

/** Every campaign of a shop with what was sent of it. */
export async function loadCampaignLines(
  client: ShopClient,
  shopId: string,
): Promise<CampaignLine[]> {
  const campaigns = await listCampaigns(client, shopId);
  const segments = await campaignSegments(client, shopId);
  const names = new Map(segments.map(({ key, name }) => [key, name]));
  const sending = campaigns.flatMap(({ id, state }) => (state === 'sending' ? [id] : []));
  const waiting = await campaignsWithWaiting(client, shopId, sending);
  const figures = await figuresOf(client, shopId, campaigns);
  return campaigns.map((campaign): CampaignLine => {
    const { id, name, segment, timing, beginsAt, startedAt, peopleTotal } = campaign;
    const count = (figure: SentFigure) => figures.get(`${figure} ${campaignJourneyKey(id)}`) ?? 0;
    return {
      id,
      name,
      phase: campaignPhase(campaign, waiting.has(id)),
      segment: names.get(segment) ?? segment,
      timing,
      beginsAt: startedAt ?? beginsAt,
      people: startedAt === null ? null : peopleTotal,
      sent: count('mails.sent'),
      clicked: count('mails.clicked'),
    };
  });
}

type SentFigure = 'mails.sent' | 'mails.clicked';

/** What was sent and clicked, by figure and campaign; the figures from before the first campaign are not read. */
async function figuresOf(
  client: ShopClient,
  shopId: string,
  campaigns: readonly CampaignSummary[],
): Promise<Map<string, number>> {
  const starts = campaigns.flatMap(({ startedAt }) => startedAt ?? []);
  if (starts.length === 0) return new Map();
  const wanted = ['mails.sent', 'mails.clicked'] as const;
  const kept: KeptFigure<SentFigure>[] = await readFigures(
    client,
    shopId,
    wanted,
    Math.min(...starts),
  );
  const counts = new Map<string, number>();
  for (const { figure, key, count } of kept)
    counts.set(`${figure} ${key}`, (counts.get(`${figure} ${key}`) ?? 0) + count);
  return counts;
}
