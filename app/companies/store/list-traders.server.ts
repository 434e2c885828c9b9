import type { ShopClient } from '#app/platform/db.server.ts';
import type { ListedTrader } from '#app/companies/page/list-traders.ts';
import { TRADERS_SHOWN, type TraderView } from '#app/companies/page/trader-view.ts';
import { limitAndOffset, sqlOrder } from '#app/lib/list-view.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { TRADER_KEY } from '#app/segments/ready/trader-tier.ts';
import { WHOLESALE_TAG } from '../wholesale-tag.ts';

const ORDER: Record<TraderView['sort'], string> = {
  spent: 'spent_minor',
  orders: 'orders',
  seen: 'last_seen_at',
};

/** A trader as stored; what they usually order stands in `state`. */
export type TraderRow = Pick<
  ListedTrader,
  'id' | 'name' | 'email' | 'subscribed' | 'orders' | 'spentMinor'
> & {
  state: ProfileState;
};

/**
 * The traders of one page, and one row more where there are others after it. Each is looked up by the key of their
 * membership, so that the work grows with the tier only.
 */
export async function listTraderRows(
  client: ShopClient,
  shopId: string,
  view: TraderView,
): Promise<TraderRow[]> {
  const { rows } = await client.query<TraderRow>(
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
      ...limitAndOffset(view, TRADERS_SHOWN),
    ],
  );
  return rows;
}
