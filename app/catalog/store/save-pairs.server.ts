import type { ShopClient } from '#app/platform/db.server.ts';
import { firstPeriod, type ProductPairs } from '#app/catalog/pairs.ts';

/** Products that one product is remembered with, by kind and period; the rest are noise. */
const KEPT = 50;

/** Adds pairs to what is counted, in one statement; nothing is asked where there are none. */
export async function savePairs(
  client: ShopClient,
  shopId: string,
  pairs: ProductPairs,
): Promise<void> {
  if (pairs.size === 0) return;
  // By key, so that neighbours in the index are written one after the other.
  const rows = [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
  await client.query(
    `insert into affinity as known (shop_id, product_id, kind, period, other_id, times)
     select $1, * from unnest($2::text[], $3::text[], $4::smallint[], $5::text[], $6::int[])
     on conflict (shop_id, product_id, kind, period, other_id)
     do update set times = known.times + excluded.times`,
    [
      shopId,
      rows.map(({ productId }) => productId),
      rows.map(({ kind }) => kind),
      rows.map(({ period }) => period),
      rows.map(({ otherId }) => otherId),
      rows.map(({ times }) => times),
    ],
  );
}

/**
 * Drops periods that are over and, of each product, all but its most frequent pairs. As in Lossy Counting
 * (Manku and Motwani, VLDB 2002) what is dropped at times is the rarest, so a pair that matters is at most
 * counted too low by what it had when it was among the rarest.
 * @param now epoch milliseconds
 */
export async function fadePairs(client: ShopClient, shopId: string, now: number): Promise<void> {
  await client.query(
    // Joined by the place of the row: joined by its key, the planner ranked all rows again for each of them where its
    // statistics took the shop for a small one.
    `delete from affinity using (
       select ctid as place, period, row_number() over (
         partition by product_id, kind, period
         order by (other_id = product_id) desc, times desc, other_id) as rank
       from affinity where shop_id = $1
     ) as ranked
     where affinity.shop_id = $1 and affinity.ctid = ranked.place
       and (ranked.period < $2 or ranked.rank > $3)`,
    [shopId, firstPeriod(now), KEPT + 1],
  );
}

/** Deletes the pairs of products; those of others with them stay. */
export async function deletePairsOf(
  client: ShopClient,
  shopId: string,
  productIds: readonly string[],
): Promise<void> {
  await client.query('delete from affinity where shop_id = $1 and product_id = any($2)', [
    shopId,
    productIds,
  ]);
}
