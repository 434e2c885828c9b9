import { NIL } from 'uuid';
import { IS_PERSON } from '#app/profiles/identity/nameless.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';
import type { CalendarHistory } from '#app/predictions/model/calendar-history.ts';
import type { Spending } from '#app/predictions/model/gamma-gamma.ts';
import { dayPlaced } from '#app/predictions/model/shop-days.ts';
import { PLACED_ORDERS, type OrderSample } from './counted-orders.ts';

const DAY_OF_ORDER = dayPlaced(6);

/** A buyer's history; null for the spending of who paid nothing, or in another currency. */
export type Buyer = { id: string; history: CalendarHistory; spending: Spending | null };

/**
 * Of a person whom a forecast can be shown for: orders of erased people count for the models only. Asked of each order:
 * as a join it read all profiles of the shop for each page of buyers.
 */
const OF_PERSON = `(select ${IS_PERSON} from profile
  where profile.shop_id = $1 and profile.id = purchase.profile_id)`;

/**
 * The next buyers in the order of their ids.
 * @param after the last one read before; null at the beginning
 */
export async function readBuyers(
  client: ShopClient,
  shopId: string,
  {
    now,
    days,
    after,
    limit,
    currency,
  }: Omit<OrderSample, 'oneIn'> & { after: string | null; limit: number; currency: string },
): Promise<Buyer[]> {
  const rows = await readInKeyOrder<{
    id: string;
    repeats: number;
    first: number;
    last: number;
    orders: number;
    minor: number;
  }>(
    client,
    `select id, count(*)::int - 1 as repeats, min(day) as first, max(day) as last,
            count(minor)::int as orders, coalesce(sum(minor), 0)::float8 as minor
       from (select next.profile_id as id, day,
                    sum(minor) filter (where currency = $5 and minor > 0) as minor
               from (select distinct profile_id from purchase
                      where ${PLACED_ORDERS} and ${OF_PERSON} and profile_id > $3
                      order by profile_id limit $4) as next
              cross join lateral (
                select ${DAY_OF_ORDER} as day, currency, total_minor - refunded_minor as minor
                  from purchase where ${PLACED_ORDERS} and profile_id = next.profile_id offset 0) as placed
              group by id, day) as bought
      group by id order by id`,
    [shopId, new Date(now), after ?? NIL, limit, currency, ...days.values],
  );
  return rows.map(({ id, repeats, first, last, orders, minor }) => ({
    id,
    history: { repeats, first, last },
    spending: orders === 0 ? null : { orders, mean: minor / orders },
  }));
}
