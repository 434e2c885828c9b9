import { campaignIdOf } from '#app/effects/campaign-key.ts';
import {
  countCampaignAttempts,
  spreadCampaignMails,
} from '#app/effects/store/campaign-pace.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { selectCampaignPaces } from './store/mail-campaigns.server.ts';

/**
 * Puts off what would leave of campaigns beyond what they allow in a minute: when mails were written each got a minute with
 * room, but after an outage, a pause or quiet hours those of many minutes are due at once. Minutes are those of the clock.
 * @param leaving mails that may leave by all other rules
 * @param now epoch milliseconds
 * @returns the keys of those that were put off, also of such as are not among the given ones
 */
export async function paceCampaigns(
  client: ShopClient,
  shopId: string,
  leaving: readonly { key: string }[],
  now: number,
): Promise<Set<string>> {
  const ids = [...new Set(leaving.flatMap(({ key }) => campaignIdOf(key) ?? []))];
  if (ids.length === 0) return new Set();
  const minuteAt = Math.floor(now / MINUTE) * MINUTE;
  const putOff = new Set<string>();
  for (const { id: campaignId, perMinute } of await selectCampaignPaces(client, shopId, ids)) {
    const left = await countCampaignAttempts(client, shopId, campaignId, minuteAt, perMinute);
    const pace = { campaignId, room: perMinute - left, perMinute, now, minuteAt };
    for (const key of await spreadCampaignMails(client, shopId, pace)) putOff.add(key);
  }
  return putOff;
}
