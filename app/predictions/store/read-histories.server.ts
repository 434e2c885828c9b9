import type { ShopClient } from '#app/platform/db.server.ts';
import type { BuyerCounts } from '#app/predictions/read-histories.ts';
import type { HistoryGroup } from '#app/predictions/model/train-lifetime-model.ts';
import type { WeekCounts } from '#app/predictions/model/season.ts';
import { dayPlaced, type ShopDays } from '#app/predictions/model/shop-days.ts';
import { COUNTED_ORDERS, SAMPLED_PEOPLE, type OrderSample } from './counted-orders.ts';

const DAY_OF_COUNT = dayPlaced(3);
const DAY_OF_GROUP = dayPlaced(5);
const DAY_OF_WEEK_COUNT = dayPlaced(4);

/** Counts what a shop has to learn from at a moment, epoch milliseconds. */
export async function countBuyers(
  client: ShopClient,
  shopId: string,
  { now, days }: { now: number; days: ShopDays },
): Promise<BuyerCounts> {
  const { rows } = await client.query<{ people: number; repeaters: number; first: number | null }>(
    `select count(*) as people, count(*) filter (where last > first) as repeaters, min(first) as first
       from (select min(${DAY_OF_COUNT}) as first, max(${DAY_OF_COUNT}) as last from purchase where ${COUNTED_ORDERS} group by profile_id) as person`,
    [shopId, new Date(now), ...days.values],
  );
  const { people = 0, repeaters = 0, first = null } = rows[0] ?? {};
  return {
    people,
    repeaters,
    weeks: first === null ? 0 : Math.max(0, days.number(now) - first) / 7,
  };
}

/**
 * Equal histories with their number as they were on a day, and how many purchases followed until now.
 * @param until the number of that day; today for all there is
 */
export async function readGroups(
  client: ShopClient,
  shopId: string,
  { now, days, until, oneIn }: OrderSample & { until: number },
): Promise<HistoryGroup[]> {
  const { rows } = await client.query<HistoryGroup>(
    `select repeats, first, last, later, count(*)::int as people
       from (select count(distinct day) filter (where day <= $4)::int - 1 as repeats,
                    min(day) as first, max(day) filter (where day <= $4) as last,
                    count(distinct day) filter (where day > $4)::int as later
               from (select profile_id, ${DAY_OF_GROUP} as day from purchase where ${COUNTED_ORDERS} and ${SAMPLED_PEOPLE}) as bought
              group by profile_id having min(day) <= $4) as person
      group by repeats, first, last, later`,
    [shopId, new Date(now), oneIn, until, ...days.values],
  );
  return rows;
}

/** First and further purchases by week, in the order of time. */
export async function readWeekCounts(
  client: ShopClient,
  shopId: string,
  { now, days, oneIn }: OrderSample,
): Promise<WeekCounts[]> {
  const { rows } = await client.query<WeekCounts>(
    `select week, count(*) filter (where day = first)::int as newcomers,
            count(*) filter (where day > first)::int as repeats
       from (select day, floor(day / 7.0)::int as week, min(day) over (partition by profile_id) as first
               from (select distinct profile_id, ${DAY_OF_WEEK_COUNT} as day
                       from purchase where ${COUNTED_ORDERS} and ${SAMPLED_PEOPLE}) as bought) as dated
      group by week order by week`,
    [shopId, new Date(now), oneIn, ...days.values],
  );
  return rows;
}
