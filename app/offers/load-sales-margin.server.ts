import { DAY } from '#app/lib/duration.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { salesMarginPercent, type SalesMargin } from './sales-margin.ts';
import { readMarginTerms, sumSoldGoods } from './store/recent-orders.server.ts';

/** Orders of these days say what the margin is. */
const MARGIN_MS = 365 * DAY;

/**
 * What is usually left of the price of what a shop sells.
 * @param now epoch milliseconds
 */
export async function loadSalesMargin(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<SalesMargin> {
  const { areCostsDue, taxesIncluded } = await readMarginTerms(client, shopId);
  if (areCostsDue || taxesIncluded === null) return { percent: null, unknown: 'due' };
  if (taxesIncluded) return { percent: null, unknown: 'taxes' };
  const percent = salesMarginPercent(await sumSoldGoods(client, shopId, now - MARGIN_MS));
  return percent === null ? { percent, unknown: 'costs' } : { percent, unknown: null };
}
