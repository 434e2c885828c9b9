import { blankCampaign } from '#app/campaigns/campaign-content.ts';
import { campaignEmails } from '#app/campaigns/campaign-emails.server.ts';
import { loadCampaignFigures } from '#app/campaigns/campaign-figures.server.ts';
import { CAMPAIGN_FOLLOWED_MS } from '#app/campaigns/campaign-times.ts';
import {
  isCampaignUnderWay,
  campaignPhase,
  type Campaign,
  type CampaignFollowed,
} from '#app/campaigns/campaign.ts';
import { campaignSegments } from '#app/campaigns/segment-of-campaign.server.ts';
import { countCampaignStops } from '#app/campaigns/store/campaign-stops.server.ts';
import { loadCampaign } from '#app/campaigns/store/campaigns.server.ts';
import { campaignAdvanceKey } from '#app/effects/campaign-key.ts';
import {
  campaignDueTimes,
  countCampaignEffects,
} from '#app/effects/store/campaign-effects.server.ts';
import { effectStatus } from '#app/effects/store/change-effect.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { LiveTable } from '#app/roll-ups/live-tables.ts';
import { loadRecomputeProgress } from '#app/segments/store/recompute-progress.server.ts';
import { campaignProgress, type CampaignProgressFigures } from './campaign-progress.ts';
import type { CampaignPageData, CampaignResults } from './shown-campaign.ts';

/** What the page of a campaign follows. */
export const CAMPAIGN_TABLES: readonly LiveTable[] = ['campaign', 'definition', 'segment'];
/** What it follows besides while emails may leave; the outbox changes with every email. */
export const CAMPAIGN_TABLES_UNDER_WAY: readonly LiveTable[] = [
  ...CAMPAIGN_TABLES,
  'assessment',
  'effect',
];

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
  return {
    campaign: {
      ...shownCampaign(campaign),
      isStuck: await isStuck(client, shop.id, campaign),
      recompute:
        campaign.state === 'scheduled' ? await loadRecomputeProgress(client, shop.id) : null,
    },
    ...(await loadChoices(client, shop.id)),
    progress,
    results:
      campaign.startedAt === null
        ? null
        : await loadResults(client, shop, campaign, campaign.startedAt),
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
    isUnderWay: false,
    archivedAt: null,
    recompute: null,
  };
  const campaign = { id, content, phase: 'draft' as const, revision: 0, ...unsaved };
  return { campaign, ...choices, progress: null, results: null };
}

function shownCampaign(campaign: Campaign) {
  const { id, content, revision, beginsAt, startedAt, cancelledAt, problem, archivedAt } = campaign;
  const phase = campaignPhase(campaign);
  const isUnderWay = isCampaignUnderWay(campaign);
  const at = { beginsAt, startedAt, cancelledAt, archivedAt };
  return { id, content, phase, isUnderWay, revision, problem, ...at };
}

/** Whether what brings it on failed at its last try. */
async function isStuck(client: ShopClient, shopId: string, campaign: Campaign): Promise<boolean> {
  if (!isCampaignUnderWay(campaign)) return false;
  const { id, revision } = campaign;
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
  const { id, completedAt, counts, countedAt } = campaign;
  const { last } = await campaignDueTimes(client, shopId, id);
  // Rows of the outbox are deleted when they are old: once it is over, what was counted last counts.
  return counts !== null && (completedAt !== null || isLargeCampaign(campaign))
    ? campaignProgress(campaign, counts, last, completedAt === null ? countedAt : null)
    : campaignProgress(campaign, await countCampaignEffects(client, shopId, id), last);
}

async function loadResults(
  client: ShopClient,
  { id: shopId, currency }: { id: string; currency: string },
  campaign: Campaign,
  startedAt: number,
): Promise<CampaignResults> {
  const { id, followed } = campaign;
  const now = await loadCampaignFigures(client, shopId, id, startedAt);
  const stops = await loadStops(client, shopId, campaign);
  // What is deleted because it is old is in what was counted last alone.
  const figures = followed !== null && now.sent < followed.sent ? followed : now;
  const orders = figures.orders.find((one) => one.currency === currency);
  return {
    sent: Math.max(now.sent, followed?.sent ?? 0),
    clicked: Math.max(now.clicked, followed?.clicked ?? 0),
    ...stops,
    orders: orders?.count ?? 0,
    minor: orders?.minor ?? 0,
  };
}

/** Bounces and unsubscribes; of a large campaign, and after the last that counts, as they were counted last. */
async function loadStops(
  client: ShopClient,
  shopId: string,
  campaign: Campaign,
): Promise<Pick<CampaignFollowed, 'bounced' | 'unsubscribed'>> {
  const { id, completedAt, followed, followedAt } = campaign;
  const lastAt = completedAt === null ? Infinity : completedAt + CAMPAIGN_FOLLOWED_MS;
  if (followed === null || (!isLargeCampaign(campaign) && (followedAt ?? 0) < lastAt))
    return await countCampaignStops(client, shopId, id);
  return { bounced: followed.bounced, unsubscribed: followed.unsubscribed };
}

/** Campaigns of more people are not counted each time that their page is loaded. */
const MOST_COUNTED_LIVE = 20_000;

function isLargeCampaign({ peopleTotal }: Campaign): boolean {
  return peopleTotal > MOST_COUNTED_LIVE;
}
