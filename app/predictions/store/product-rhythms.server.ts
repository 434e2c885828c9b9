import type { ShopClient } from '#app/platform/db.server.ts';
import { DELETED } from '#app/catalog/can-be-bought.ts';
import { dayNumberIn } from '#app/lib/shop-day.ts';
import { LINE_IS_KEPT } from '#app/profiles/orders/order-goods.ts';
import type { Bought, Rhythm } from '#app/predictions/replenish.ts';
import { dayPlaced, type ShopDays } from '#app/predictions/model/shop-days.ts';

/** Rhythms are taken from no more people than this; the same ones every time. */
const MOST_PEOPLE = 20_000;
/** Fewer people who bought a product again say nothing of the others. */
const LEAST_PEOPLE = 10;
/** Of a person's newest orders. */
const MOST_ORDERS = 200;

const DAY_OF_ORDER = dayPlaced(5);
const NEWEST_ORDERS = `order by placed_at desc limit ${String(MOST_ORDERS)}`;

/** Forgets after how many days products are bought again. */
export async function deleteProductRhythms(client: ShopClient, shopId: string): Promise<void> {
  await client.query('delete from product_rhythm where shop_id = $1', [shopId]);
}

/**
 * Computes after how many days each product is bought again, each of its buyers counting once with the median
 * of their own gaps. Products that fewer than ten people bought again have no rhythm.
 * @param people how many ever bought
 */
export async function insertProductRhythms(
  client: ShopClient,
  shopId: string,
  people: number,
  { now, days }: { now: number; days: ShopDays },
): Promise<void> {
  await client.query(
    `insert into product_rhythm (shop_id, product_id, people, low_days, median_days, high_days)
     select $1, product_id, count(*), percentile_cont(0.25) within group (order by days),
            percentile_cont(0.5) within group (order by days),
            percentile_cont(0.75) within group (order by days)
       from (select product_id, percentile_cont(0.5) within group (order by days) as days
               from (select profile_id, product_id,
                            day - lag(day) over (partition by profile_id, product_id order by day) as days
                       from (select distinct profile_id, line.value ->> 'productId' as product_id,
                                    ${DAY_OF_ORDER} as day
                               from purchase cross join lateral json_array_elements(snapshot -> 'lines') as line (value)
                              where shop_id = $1 and placed_at < $2 and cancelled_at is null
                                and ${LINE_IS_KEPT}
                                and (hashtext(profile_id::text) & 2147483647) % $3 = 0) as bought
                      where product_id is not null) as gap
              where days is not null group by profile_id, product_id) as person
      group by product_id having count(*) >= $4`,
    [
      shopId,
      new Date(now),
      Math.max(1, Math.ceil(people / MOST_PEOPLE)),
      LEAST_PEOPLE,
      ...days.values,
    ],
  );
}

/** A product that a person bought, and what is typical of it. */
export type BoughtProduct = Bought & { title: string; typical: Rhythm | null };

/** When a person bought which products of the catalogue, by the newest orders that stand. */
export async function boughtProducts(
  client: ShopClient,
  shopId: string,
  profileId: string,
  timeZone: string,
): Promise<BoughtProduct[]> {
  const { rows } = await client.query<{
    productId: string;
    title: string;
    moments: number[];
    low: number | null;
    median: number | null;
    high: number | null;
  }>(
    `select bought.product_id as "productId", product.title, bought.moments,
            low_days as low, median_days as median, high_days as high
       from (select line.value ->> 'productId' as product_id,
                    array_agg((extract(epoch from placed_at) * 1000)::float8) as moments
               from (select snapshot, placed_at from purchase
                      where shop_id = $1 and profile_id = $2 and cancelled_at is null and placed_at is not null
                      ${NEWEST_ORDERS}) as newest
              cross join lateral json_array_elements(snapshot -> 'lines') as line (value)
              where ${LINE_IS_KEPT}
              group by 1) as bought
       join product on product.shop_id = $1 and product.id = bought.product_id and product.status <> $3
       left join product_rhythm as rhythm
         on rhythm.shop_id = $1 and rhythm.product_id = bought.product_id`,
    [shopId, profileId, DELETED],
  );
  return rows.map(({ low, median, high, moments, ...bought }) => ({
    ...bought,
    days: [...new Set(moments.map((at) => dayNumberIn(at, timeZone)))].sort((a, b) => a - b),
    typical: low === null || median === null || high === null ? null : { low, median, high },
  }));
}
