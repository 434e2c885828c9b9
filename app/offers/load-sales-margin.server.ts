import { DAY } from '#app/lib/duration.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { salesMarginPercent } from './sales-margin.ts';
import { sumSoldGoods } from './store/recent-orders.server.ts';

/** Orders of these days say what the margin is. */
const MARGIN_MS = 365 * DAY;

/**
 * What is usually left of the price of what a shop sells, in percent; null where costs are not known.
 * @param now epoch milliseconds
 */
export async function loadSalesMargin(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<number | null> {
  return salesMarginPercent(await sumSoldGoods(client, shopId, now - MARGIN_MS));
}
