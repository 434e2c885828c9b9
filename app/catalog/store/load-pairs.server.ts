import type { ShopClient } from '#app/platform/db.server.ts';
import { PRODUCT_CAN_BE_SHOWN } from '#app/catalog/can-be-bought.ts';
import { firstPeriod, periodsThatCount } from '#app/catalog/pairs.ts';
import type { SeedPair } from '#app/catalog/recommend.ts';

/** More of a product's pairs are not looked at. */
const MOST_PAIRS = 40;

/**
 * How often each side of a pair went at all. Each period by its number, not from the first on: so the index leads to
 * the one row that is meant.
 */
const SEED_TOTAL = `(select coalesce(sum(times), 0)::int from affinity as alone
    where alone.shop_id = $1 and alone.product_id = seed.id and alone.kind = pair.kind
      and alone.period = any($3::int[]) and alone.other_id = seed.id)`;
const OTHER_TOTAL = `(select coalesce(sum(times), 0)::int from affinity as alone
    where alone.shop_id = $1 and alone.product_id = pair.other_id and alone.kind = pair.kind
      and alone.period = any($3::int[]) and alone.other_id = pair.other_id)`;

/** What goes with each of some products and can be bought now, counted since `countedSince(now)`. */
export async function loadPairs(
  client: ShopClient,
  shopId: string,
  seedIds: readonly string[],
  now: number,
): Promise<SeedPair[]> {
  if (seedIds.length === 0) return [];
  const { rows } = await client.query<SeedPair>(
    `select pair.kind, seed.id as "seedId", pair.other_id as "productId", pair.times,
            ${SEED_TOTAL} as "seedTimes", ${OTHER_TOTAL} as "productTimes"
       from unnest($2::text[]) as seed (id)
       cross join lateral (
         select kind, other_id, sum(times)::int as times from affinity
          where shop_id = $1 and product_id = seed.id and period = any($3::int[]) and other_id <> seed.id
          group by kind, other_id order by sum(times) desc, other_id limit ${String(MOST_PAIRS)}
       ) as pair
       join product on product.shop_id = $1 and product.id = pair.other_id
      where ${PRODUCT_CAN_BE_SHOWN}`,
    [shopId, seedIds, periodsThatCount(now)],
  );
  return rows;
}

/** The products most often bought since `countedSince(now)` that can be bought now. */
export async function loadBestsellers(
  client: ShopClient,
  shopId: string,
  excluded: readonly string[],
  limit: number,
  now: number,
): Promise<{ productId: string; times: number }[]> {
  const { rows } = await client.query<{ productId: string; times: number }>(
    `select affinity.product_id as "productId", sum(times)::int as times
       from affinity join product on product.shop_id = $1 and product.id = affinity.product_id
      where affinity.shop_id = $1 and kind = 'bought' and period >= $2 and other_id = product_id
        and not (affinity.product_id = any($3)) and ${PRODUCT_CAN_BE_SHOWN}
      group by affinity.product_id order by sum(times) desc, affinity.product_id limit $4`,
    [shopId, firstPeriod(now), excluded, limit],
  );
  return rows;
}

/** The newest products that can be bought now, by id. */
export async function loadNewest(
  client: ShopClient,
  shopId: string,
  excluded: readonly string[],
  limit: number,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from product
      where shop_id = $1 and not (id = any($2)) and ${PRODUCT_CAN_BE_SHOWN}
      order by created_at desc nulls last, id limit $3`,
    [shopId, excluded, limit],
  );
  return rows.map(({ id }) => id);
}
