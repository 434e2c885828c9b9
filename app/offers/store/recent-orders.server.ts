import type { ShopClient } from '#app/platform/db.server.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';
import type { SoldGoods } from '#app/offers/sales-margin.ts';

/** Of a large shop the newest so many say what the share is. */
const MOST_ORDERS = 2_000;

/**
 * Orders since a moment, the newest at most, and how many of them had any discount. Cancelled ones are left out.
 * @param since epoch milliseconds
 * @param until epoch milliseconds; without it up to now
 */
export async function countRecentOrders(
  client: ShopClient,
  shopId: string,
  since: number,
  until: number | null = null,
): Promise<{ orders: number; discounted: number }> {
  const rows = await readInKeyOrder<{ orders: number; discounted: number }>(
    client,
    `select count(*) as orders,
            count(*) filter (where (snapshot ->> 'discountMinor')::numeric > 0) as discounted
       from (select snapshot from purchase
              where shop_id = $1 and placed_at >= $2 and cancelled_at is null
                and placed_at < coalesce($3::timestamptz, 'infinity')
              order by placed_at desc limit ${String(MOST_ORDERS)}) as recent`,
    [shopId, new Date(since), until === null ? null : new Date(until)],
  );
  return rows[0] ?? { orders: 0, discounted: 0 };
}

/** Whether all products of a shop are still to be read for their costs, and whether its prices include tax; null where not known. */
export async function readMarginTerms(
  client: ShopClient,
  shopId: string,
): Promise<{ areCostsDue: boolean; taxesIncluded: boolean | null }> {
  const { rows } = await client.query<{ areCostsDue: boolean; taxesIncluded: boolean | null }>(
    `select costs_due_since is not null as "areCostsDue", taxes_included as "taxesIncluded"
       from shop where id = $1`,
    [shopId],
  );
  return rows[0] ?? { areCostsDue: false, taxesIncluded: null };
}

/** Of a large shop the newest so many say what the margin is. */
const MOST_SOLD_ORDERS = 500;

/** What the newest orders since a moment sold. Cancelled ones are left out. @param since epoch milliseconds */
export async function sumSoldGoods(
  client: ShopClient,
  shopId: string,
  since: number,
): Promise<SoldGoods> {
  const rows = await readInKeyOrder<SoldGoods>(
    client,
    `select coalesce(sum(sold), 0)::float8 as "soldMinor",
            coalesce(sum(sold) filter (where cost_minor is not null), 0)::float8 as "costedMinor",
            coalesce(sum(pieces * cost_minor), 0)::float8 as "costMinor"
       from (select line ->> 'variantId' as variant_id, (line ->> 'quantity')::numeric as pieces,
                    (line ->> 'quantity')::numeric * (line ->> 'unitMinor')::numeric as sold
               from (select snapshot from purchase
                      where shop_id = $1 and placed_at >= $2 and cancelled_at is null
                      order by placed_at desc limit ${String(MOST_SOLD_ORDERS)}) as recent
              cross join json_array_elements(snapshot -> 'lines') as line) as lines
       left join variant on variant.shop_id = $1 and variant.id = variant_id`,
    [shopId, new Date(since)],
  );
  return rows[0] ?? { soldMinor: 0, costedMinor: 0, costMinor: 0 };
}
