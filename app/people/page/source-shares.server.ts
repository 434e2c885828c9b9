import type { ShopClient } from '#app/platform/db.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { dayAfter, dayIn } from '#app/lib/shop-day.ts';
import { countDuplicates } from '#app/people/store/possible-duplicates.server.ts';
import {
  countQuarantined,
  DAYS_SHARED,
  storefrontCounts,
  unmatchedShare,
  untracedOrders,
} from '#app/people/store/source-shares.server.ts';
import { readFigures } from '#app/roll-ups/store/read-figures.server.ts';
import { sumOfCounts } from '#app/roll-ups/sum-of.ts';
import type { Shares, Leftovers } from './source-shares.ts';

export const PERIOD_MS = DAYS_SHARED * DAY;

/** What is missing in the seven days before a moment, epoch milliseconds. */
export async function loadShares(
  client: ShopClient,
  shopId: string,
  until: number,
): Promise<Shares> {
  const arrivals = await arrivalsOf(client, shopId, until);
  const since = new Date(until - PERIOD_MS);
  const unmatched = await unmatchedShare(client, shopId, since);
  const placed = await untracedOrders(client, shopId, since);
  return {
    peopleSource: { all: arrivals.all, missing: arrivals.withoutSource },
    peopleCampaign: { all: arrivals.all, missing: arrivals.withoutCampaign },
    ordersSource: { all: placed.all, missing: placed.source },
    ordersCampaign: { all: placed.all, missing: placed.campaign },
    unmatched,
  };
}

/** New people of the hours that begin in the period, by what is known of how they came. */
async function arrivalsOf(
  client: ShopClient,
  shopId: string,
  until: number,
): Promise<{ all: number; withoutSource: number; withoutCampaign: number }> {
  const from = (moment: number) =>
    readFigures(client, shopId, ['arrivals'], Math.ceil(moment / HOUR) * HOUR);
  const since = await from(until - PERIOD_MS);
  const after = await from(until);
  const of = (key: string) => {
    const isOfKey = (one: { key: string }) => one.key === key;
    return sumOfCounts(since, isOfKey) - sumOfCounts(after, isOfKey);
  };
  const [none, source, campaign] = [of('none'), of('source'), of('campaign')];
  return { all: none + source + campaign, withoutSource: none, withoutCampaign: none + source };
}

/**
 * What waits for a person now, and what became of the storefront's events in the last seven days of the shop, today
 * included.
 * @param now epoch milliseconds
 */
export async function loadLeftovers(
  client: ShopClient,
  shopId: string,
  timeZone: string,
  now: number,
): Promise<Leftovers> {
  const quarantined = await countQuarantined(client, shopId);
  const since = dayAfter(dayIn(now, timeZone), -DAYS_SHARED);
  const storefront = await storefrontCounts(client, shopId, since);
  return { quarantined, duplicates: await countDuplicates(client, shopId), storefront };
}
