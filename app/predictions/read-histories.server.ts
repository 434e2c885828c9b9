import { NIL } from 'uuid';
import { IS_PERSON } from '#app/profiles/identity/nameless.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';
import type { BuyerCounts } from './read-histories.ts';
import type { CalendarHistory } from './model/calendar-history.ts';
import type { Spending } from './model/gamma-gamma.ts';
import type { HistoryGroup, SpendHistory } from './model/train-lifetime-model.ts';
import type { WeekCounts } from './model/season.ts';
import { dayPlaced, type ShopDays } from './model/shop-days.ts';

/**
 * Orders that count: placed before a moment and not cancelled. What a person ordered on one day of the shop is
 * one purchase. Anonymous orders are left out. Money counts in the shop's own currency, less what was paid back.
 * $1 is the shop, $2 the moment.
 */
const PLACED = 'shop_id = $1 and placed_at < $2 and cancelled_at is null';
const COUNTED = `${PLACED} and not exists (
  select from profile where profile.shop_id = $1 and profile.id = purchase.profile_id and not ${IS_PERSON})`;

/** Models are fitted to no more people than this; the same ones every time. */
const MOST_PEOPLE = 100_000;
/** Of a sample by chance of one in $3. */
const SAMPLED = '(hashtext(profile_id::text) & 2147483647) % $3 = 0';

/** Counts what a shop has to learn from at a moment, epoch milliseconds. */
export async function countBuyers(
  client: ShopClient,
  shopId: string,
  { now, days }: { now: number; days: ShopDays },
): Promise<BuyerCounts> {
  const day = dayPlaced(3);
  const { rows } = await client.query<{ people: number; repeaters: number; first: number | null }>(
    `select count(*) as people, count(*) filter (where last > first) as repeaters, min(first) as first
       from (select min(${day}) as first, max(${day}) as last from purchase where ${COUNTED} group by profile_id) as person`,
    [shopId, new Date(now), ...days.values],
  );
  const { people = 0, repeaters = 0, first = null } = rows[0] ?? {};
  return {
    people,
    repeaters,
    weeks: first === null ? 0 : Math.max(0, days.number(now) - first) / 7,
  };
}

/** One in how many people is taken to fit a model. */
export function sampledOneIn({ people }: BuyerCounts): number {
  return Math.max(1, Math.ceil(people / MOST_PEOPLE));
}

/** A part of a shop's orders: those before a moment of one in so many people, by the days of the shop. */
type OrderSample = { now: number; days: ShopDays; oneIn: number };

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
               from (select profile_id, ${dayPlaced(5)} as day from purchase where ${COUNTED} and ${SAMPLED}) as bought
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
               from (select distinct profile_id, ${dayPlaced(4)} as day
                       from purchase where ${COUNTED} and ${SAMPLED}) as bought) as dated
      group by week order by week`,
    [shopId, new Date(now), oneIn, ...days.values],
  );
  return rows;
}

/** What people spent on a purchase, each once. */
export async function readSpendings(
  client: ShopClient,
  shopId: string,
  { now, days, oneIn, currency }: OrderSample & { currency: string },
): Promise<Spending[]> {
  const { rows } = await client.query<Spending>(
    `select count(*)::int as orders, sum(minor)::float8 / count(*) as mean
       from (select profile_id, sum(total_minor - refunded_minor) as minor from purchase
              where ${COUNTED} and ${SAMPLED} and currency = $4 and total_minor > refunded_minor
              group by profile_id, ${dayPlaced(5)}) as bought
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
       from (select profile_id, ${dayPlaced(7)} as day, sum(greatest(total_minor - refunded_minor, 0)) as minor
               from purchase where ${COUNTED} and ${SAMPLED} and currency = $5
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
                      where ${PLACED} and ${OF_PERSON} and profile_id > $3
                      order by profile_id limit $4) as next
              cross join lateral (
                select ${dayPlaced(6)} as day, currency, total_minor - refunded_minor as minor
                  from purchase where ${PLACED} and profile_id = next.profile_id offset 0) as placed
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
