import { UNSETTLED_STATES } from '#app/effects/campaign-effect-count.ts';
import {
  campaignDueTimes,
  countCampaignEffects,
} from '#app/effects/store/campaign-effects.server.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { loadCampaignFigures } from './campaign-figures.server.ts';
import { CAMPAIGN_FOLLOWED_MS } from './campaign-times.ts';
import type { Campaign } from './campaign.ts';
import { saveCampaignCounts, saveCampaignFollowed } from './store/campaign-counts.server.ts';
import { countCampaignStops } from './store/campaign-stops.server.ts';

/** For so long after its last email it is counted. */
const COUNTED_MS = 60 * DAY;
/** For so long after it began none of its rows is deleted: the shortest retention is 90 days. */
const COUNTABLE_MS = 85 * DAY;

/**
 * Counts what became of the emails of a campaign that are all in the outbox, and keeps that in its row: once none waits, it is
 * sent. It goes on being counted as long as something may follow, because what is counted is deleted when it is old.
 * @param now epoch milliseconds
 * @returns after how many milliseconds it is to be counted again; null when that was the last time
 */
export async function completeCampaign(
  client: ShopClient,
  shopId: string,
  { id, startedAt, completedAt: completedBefore, followedAt }: Campaign,
  now: number,
): Promise<number | null> {
  const countableUntil = (startedAt ?? now) + COUNTABLE_MS;
  // What was counted before is more than what is left.
  if (completedBefore !== null && now > countableUntil) return null;
  const counts = await countCampaignEffects(client, shopId, id);
  const isCompleted = !counts.some(({ state }) => UNSETTLED_STATES.includes(state));
  await saveCampaignCounts(client, shopId, id, { counts, isCompleted }, now);
  const completedAt = completedBefore ?? (isCompleted ? now : null);
  if (completedAt !== null || followedAt === null || now - followedAt >= HOUR) {
    const stops = await countCampaignStops(client, shopId, id);
    const figures = await loadCampaignFigures(client, shopId, id, startedAt ?? now);
    await saveCampaignFollowed(client, shopId, id, { ...stops, ...figures }, now);
  }
  if (completedAt === null) {
    const { first } = await campaignDueTimes(client, shopId, id);
    return Math.max(MINUTE, (first ?? now) - now);
  }
  const left = Math.min(completedAt + COUNTED_MS, countableUntil) - now;
  if (left <= 0) return null;
  return Math.min(now - completedAt < CAMPAIGN_FOLLOWED_MS ? HOUR : DAY, left);
}
