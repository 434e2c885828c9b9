import type { ShopClient } from '#app/platform/db.server.ts';
import type { Spending } from '#app/predictions/model/gamma-gamma.ts';
import type { SpendHistory } from '#app/predictions/model/train-lifetime-model.ts';
import { dayPlaced } from '#app/predictions/model/shop-days.ts';
import { COUNTED_ORDERS, SAMPLED_PEOPLE, type OrderSample } from './counted-orders.ts';

const DAY_OF_SPENDING = dayPlaced(5);
const DAY_OF_TEST = dayPlaced(7);

/** What people spent on a purchase, each once. */
export async function readSpendings(
  client: ShopClient,
  shopId: string,
  { now, days, oneIn, currency }: OrderSample & { currency: string },
): Promise<Spending[]> {
  const { rows } = await client.query<Spending>(
    `select count(*)::int as orders, sum(minor)::float8 / count(*) as mean
       from (select profile_id, sum(total_minor - refunded_minor) as minor from purchase
              where ${COUNTED_ORDERS} and ${SAMPLED_PEOPLE} and currency = $4 and total_minor > refunded_minor
              group by profile_id, ${DAY_OF_SPENDING}) as bought
      group by profile_id`,
    [shopId, new Date(now), oneIn, currency, ...days.values],
  );
  return rows;
}

/** Ranges of spend are tried on so many people, the same ones every time; all of them would take minutes. */
const MOST_TESTED = 2_000;

/**
 * People as they were on a day, and what they spent since, refunds taken off; those who paid in other currencies only
 * are left out.
 * @param until the number of that day
 */
export async function readSpendTests(
  client: ShopClient,
  shopId: string,
  {
    now,
    days,
    until,
    people,
    currency,
  }: Omit<OrderSample, 'oneIn'> & { until: number; people: number; currency: string },
): Promise<SpendHistory[]> {
  const oneIn = Math.max(1, Math.ceil(people / MOST_TESTED));
  const { rows } = await client.query<{
    repeats: number;
    first: number;
    last: number;
    orders: number;
    before: number;
    after: number;
  }>(
    `select count(*) filter (where day <= $4)::int - 1 as repeats, min(day) as first,
            max(day) filter (where day <= $4) as last,
            count(*) filter (where day <= $4 and minor > 0)::int as orders,
            coalesce(sum(minor) filter (where day <= $4), 0)::float8 as before,
            coalesce(sum(minor) filter (where day > $4), 0)::float8 as after
       from (select profile_id, ${DAY_OF_TEST} as day, sum(greatest(total_minor - refunded_minor, 0)) as minor
               from purchase where ${COUNTED_ORDERS} and ${SAMPLED_PEOPLE} and currency = $5
              group by profile_id, day) as bought
      group by profile_id having min(day) <= $4 order by profile_id limit $6`,
    [shopId, new Date(now), oneIn, until, currency, MOST_TESTED, ...days.values],
  );
  return rows.map(({ orders, before, after, ...history }) => ({
    ...history,
    spending: orders === 0 ? null : { orders, mean: before / orders },
    spent: after,
  }));
}
