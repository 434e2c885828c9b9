import { blankCampaign } from '#app/campaigns/campaign-content.ts';
import { campaignEmails } from '#app/campaigns/campaign-emails.server.ts';
import { campaignPhase, type Campaign } from '#app/campaigns/campaign.ts';
import { campaignSegments } from '#app/campaigns/segment-of-campaign.server.ts';
import { campaignMailFigures } from '#app/campaigns/store/campaign-figures.server.ts';
import { loadCampaign } from '#app/campaigns/store/campaigns.server.ts';
import { campaignAdvanceKey, campaignJourneyKey } from '#app/effects/campaign-key.ts';
import {
  campaignsWithWaiting,
  countCampaignEffects,
  lastCampaignDueAt,
} from '#app/effects/store/campaign-effects.server.ts';
import { effectStatus } from '#app/effects/store/change-effect.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { readFigures } from '#app/roll-ups/store/read-figures.server.ts';
import { sumOfCounts } from '#app/roll-ups/sum-of.ts';
import { campaignProgress, type CampaignProgressFigures } from './campaign-progress.ts';
import type { CampaignPageData, CampaignResults } from './shown-campaign.ts';

/** A campaign with all that its page shows; null when there is none. */
export async function loadCampaignPage(
  client: ShopClient,
  shop: { id: string; currency: string },
  id: string,
): Promise<CampaignPageData | null> {
  const campaign = await loadCampaign(client, shop.id, id);
  if (!campaign) return null;
  const isBegun = campaign.startedAt !== null;
  const progress = isBegun ? await loadProgress(client, shop.id, campaign) : null;
  const isWaiting = (await campaignsWithWaiting(client, shop.id, [id])).has(id);
  return {
    campaign: {
      ...shownCampaign(campaign, isWaiting),
      isStuck: await isStuck(client, shop.id, campaign),
    },
    ...(await loadChoices(client, shop.id)),
    progress,
    results:
      campaign.startedAt === null ? null : await loadResults(client, shop, id, campaign.startedAt),
  };
}

/** The page of a campaign that is not saved yet. @param id what it is saved under */
export async function newCampaignPage(
  client: ShopClient,
  shopId: string,
  id: string,
): Promise<CampaignPageData> {
  const choices = await loadChoices(client, shopId);
  const content = { ...blankCampaign(choices.segments[0]?.value ?? 'none'), name: '' };
  const unsaved = {
    beginsAt: null,
    startedAt: null,
    cancelledAt: null,
    problem: null,
    isStuck: false,
  };
  const campaign = { id, content, phase: 'draft' as const, revision: 0, ...unsaved };
  return { campaign, ...choices, progress: null, results: null };
}

function shownCampaign(campaign: Campaign, isWaiting: boolean) {
  const { id, content, revision, beginsAt, startedAt, cancelledAt, problem } = campaign;
  const phase = campaignPhase(campaign, isWaiting);
  return { id, content, phase, revision, beginsAt, startedAt, cancelledAt, problem };
}

/** Whether what brings it on failed at its last try. */
async function isStuck(
  client: ShopClient,
  shopId: string,
  { id, revision }: Campaign,
): Promise<boolean> {
  const advance = await effectStatus(client, shopId, campaignAdvanceKey(id, revision));
  return advance?.state === 'failed';
}

async function loadChoices(client: ShopClient, shopId: string) {
  const segments = await campaignSegments(client, shopId);
  const emails = await campaignEmails(client, shopId);
  return {
    segments: segments.map(({ key: value, name: label }) => ({ value, label })),
    emails: emails.map(({ key: value, name: label }) => ({ value, label })),
  };
}

async function loadProgress(
  client: ShopClient,
  shopId: string,
  campaign: Campaign,
): Promise<CampaignProgressFigures> {
  const counts = await countCampaignEffects(client, shopId, campaign.id);
  return campaignProgress(campaign, counts, await lastCampaignDueAt(client, shopId, campaign.id));
}

async function loadResults(
  client: ShopClient,
  { id: shopId, currency }: { id: string; currency: string },
  id: string,
  startedAt: number,
): Promise<CampaignResults> {
  const figures = await campaignMailFigures(client, shopId, id);
  const kept = await readFigures(
    client,
    shopId,
    ['orders', 'orders.value'],
    startedAt,
    campaignJourneyKey(id),
  );
  const ofShop = kept.filter(({ detail }) => detail.endsWith(`:${currency}`));
  return {
    ...figures,
    orders: sumOfCounts(ofShop.filter(({ figure }) => figure === 'orders')),
    minor: sumOfCounts(ofShop.filter(({ figure }) => figure === 'orders.value')),
  };
}
