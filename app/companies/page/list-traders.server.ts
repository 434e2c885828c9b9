import { listTraderRows, type TraderRow } from '#app/companies/store/list-traders.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { rowPage } from '#app/lib/list-view.ts';
import { savedProfile } from '#app/profiles/profile.ts';
import { ordersReaching, usualOrder } from '#app/scoring/usual-order.ts';
import { loadSegments } from '#app/segments/store/load-segments.server.ts';
import {
  boundsIn,
  TRADER_KEY,
  traderTier,
  type TraderBounds,
} from '#app/segments/ready/trader-tier.ts';
import type { ListedTrader, TraderPage } from './list-traders.ts';
import { TRADERS_SHOWN, type TraderView } from './trader-view.ts';

/**
 * Those who buy like traders now, without those who applied, buy for a company or have the tag of approved customers.
 * Each is looked up by the key of their membership, so that the work grows with the tier only.
 */
export async function listTraders(
  client: ShopClient,
  shopId: string,
  view: TraderView,
): Promise<TraderPage> {
  const rows = await listTraderRows(client, shopId, view);
  const stored = (await loadSegments(client, shopId)).get(TRADER_KEY);
  const bounds = boundsIn((stored ?? traderTier).predicate);
  const page = rowPage(rows, TRADERS_SHOWN);
  return {
    traders: page.rows.map((row) => listed(row, bounds)),
    bounds,
    hasMore: page.hasMore,
  };
}

function listed({ state, ...row }: TraderRow, bounds: TraderBounds | null): ListedTrader {
  const { orders } = savedProfile(state);
  return {
    ...row,
    lastOrderAt: orders.lastAt,
    usual: usualOrder(orders),
    reaching: bounds && ordersReaching(orders, bounds),
  };
}
