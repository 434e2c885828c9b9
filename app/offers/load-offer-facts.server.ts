import { DAY } from '#app/lib/duration.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { loadTimeZone } from '#app/segments/store/load-time-zone.server.ts';
import { monthOf, type LoadedOffers, type OfferVersion } from './offer-lookup.ts';
import { loadSalesMargin } from './load-sales-margin.server.ts';
import { countRecentOrders } from './store/recent-orders.server.ts';
import { selectOfferMonths } from './store/offer-months.server.ts';
import {
  selectApprovedBuyers,
  selectLastOffers,
  selectUsedVersions,
} from './store/offered-people.server.ts';

/** Orders of these days say how large the share of discounts is. */
const SHARE_MS = 30 * DAY;

/**
 * What decides on the offers of some people.
 * @param offers those that journeys make
 * @param now epoch milliseconds
 */
export async function loadOfferFacts(
  client: ShopClient,
  shopId: string,
  offers: readonly OfferVersion[],
  profileIds: readonly string[],
  now: number,
): Promise<LoadedOffers> {
  const month = monthOf(now, await loadTimeZone(client, shopId));
  const asksForShare = offers.some(({ content }) => content.mostDiscountedPercent !== null);
  const asksForMargin = offers.some(({ content }) => content.marginFloorPercent !== null);
  const asksForUse = offers.some(({ content }) => content.oncePerCustomer);
  const margin = asksForMargin ? await loadSalesMargin(client, shopId, now) : null;
  return {
    approved: await selectApprovedBuyers(client, shopId, profileIds),
    lastOfferedAt: await selectLastOffers(client, shopId, profileIds),
    months: await selectOfferMonths(client, shopId, month),
    recentOrders: asksForShare
      ? await countRecentOrders(client, shopId, now - SHARE_MS)
      : { orders: 0, discounted: 0 },
    marginPercent: margin?.percent ?? null,
    isMarginDue: margin?.unknown === 'due',
    used: asksForUse
      ? await selectUsedVersions(client, shopId, profileIds)
      : new Map<string, Set<string>>(),
  };
}
