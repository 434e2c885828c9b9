import { WHOLESALE_TAG } from '#app/companies/wholesale-tag.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset, rowPage, sqlOrder } from '#app/lib/list-view.ts';
import { savedProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { ordersReaching, usualOrder } from '#app/scoring/usual-order.ts';
import { loadSegments } from '#app/segments/load-segments.server.ts';
import {
  boundsIn,
  TRADER_KEY,
  traderTier,
  type TraderBounds,
} from '#app/segments/ready/trader-tier.ts';
import type { ListedTrader, TraderPage } from './list-traders.ts';
import type { TraderView } from './trader-view.ts';

const PAGE_SIZE = 50;

const ORDER: Record<TraderView['sort'], string> = {
  spent: 'spent_minor',
  orders: 'orders',
  seen: 'last_seen_at',
};

type Row = Pick<ListedTrader, 'id' | 'name' | 'email' | 'subscribed' | 'orders' | 'spentMinor'> & {
  state: ProfileState;
};

/**
 * Those who buy like traders now, without those who applied, buy for a company or have the tag of approved customers.
 * Each is looked up by the key of their membership, so that the work grows with the tier only.
 */
export async function listTraders(
  client: ShopClient,
  shopId: string,
  view: TraderView,
): Promise<TraderPage> {
  const { rows } = await client.query<Row>(
    `select person.id, name, email, subscribed, orders, spent_minor as "spentMinor", state
       from membership
      cross join lateral (select * from profile
        where shop_id = $1 and id = membership.profile_id offset 0) as person
      where membership.shop_id = $1 and segment_key = $2 and left_at is null
        and position($3 in lower(concat_ws(' ', name, email))) > 0
        and not exists (select from application
          where application.shop_id = $1 and application.email = person.email)
        and not exists (select from profile_fact as fact
          where fact.shop_id = $1 and fact.profile_id = person.id
            and (cardinality(fact.companies) > 0 or $4 = any(fact.tags)))
      order by ${ORDER[view.sort]} ${sqlOrder(view)} nulls last, person.id
      limit $5 offset $6`,
    [
      shopId,
      TRADER_KEY,
      view.search.toLowerCase(),
      WHOLESALE_TAG,
      ...limitAndOffset(view, PAGE_SIZE),
    ],
  );
  const stored = (await loadSegments(client, shopId)).get(TRADER_KEY);
  const bounds = boundsIn((stored ?? traderTier).predicate);
  const page = rowPage(rows, PAGE_SIZE);
  return {
    traders: page.rows.map((row) => listed(row, bounds)),
    bounds,
    hasMore: page.hasMore,
  };
}

function listed({ state, ...row }: Row, bounds: TraderBounds | null): ListedTrader {
  const { orders } = savedProfile(state);
  return {
    ...row,
    lastOrderAt: orders.lastAt,
    usual: usualOrder(orders),
    reaching: bounds && ordersReaching(orders, bounds),
  };
}
