import type { ShopClient } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { LINE_IS_KEPT } from '#app/profiles/orders/order-goods.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { type RecommendedProduct, recommend, type Recommendation } from './recommend.ts';
import { VARIANT_CAN_BE_BOUGHT } from './can-be-bought.ts';
import { loadBestsellers, loadNewest, loadPairs } from './load-pairs.server.ts';

/** A person who bought something so recently does not need it again. */
const RECENTLY_MS = 90 * DAY;
/** What a person did with a product, and how much it says. */
const WEIGHTS = { bought: 1, carted: 1, viewed: 0.5 };
/** Of what a person owns, the newest say what goes with it; a wholesale buyer owns thousands of things. */
const MOST_ORDERS = 20;
const MOST_OWNED = 12;

/**
 * What a person may buy next, the likeliest first: products that can be bought now, that go with what the person
 * bought, put into a cart or viewed, and that are not among what they bought in the last 90 days. Where that
 * is not enough, as in a new shop, the bestsellers and then the newest products follow.
 * @param limit how many at most
 * @param now epoch milliseconds
 */
export async function recommendTo(
  client: ShopClient,
  shopId: string,
  profileId: string,
  { interests }: Pick<ProfileState, 'interests'>,
  limit: number,
  now: number,
): Promise<RecommendedProduct[]> {
  const seeds = interests.map(([productId, , how]) => ({ productId, weight: WEIGHTS[how] }));
  const bought = await boughtSince(client, shopId, profileId, now - RECENTLY_MS);
  const seedIds = seeds.map(({ productId }) => productId);
  const pairs = await loadPairs(client, shopId, seedIds, now);
  const excluded = new Set([...bought, ...seedIds]);
  const known = recommend({ seeds, pairs, bestsellers: [], newest: [], excluded, limit });
  // The fall-back is asked for only where it is needed.
  const isEnough = known.length >= limit;
  const without = [...excluded, ...known.map(({ productId }) => productId)];
  const bestsellers = isEnough ? [] : await loadBestsellers(client, shopId, without, limit, now);
  const newest = isEnough ? [] : await loadNewest(client, shopId, without, limit);
  const recommended = recommend({ seeds, pairs, bestsellers, newest, excluded, limit });
  return await shown(client, shopId, recommended);
}

/**
 * What others bought together with things a person owns, the likeliest first: products that can be bought now and
 * that are neither owned nor bought in the last 90 days. Nothing follows where that is not enough.
 * @param viewedId a product the person looks at already; null when none
 * @param limit how many at most
 * @param now epoch milliseconds
 */
export async function recommendWithOwned(
  client: ShopClient,
  shopId: string,
  profileId: string,
  viewedId: string | null,
  limit: number,
  now: number,
): Promise<RecommendedProduct[]> {
  const owned = await ownedProducts(client, shopId, profileId);
  if (owned.length === 0) return [];
  const pairs = await loadPairs(client, shopId, owned, now);
  const bought = await boughtSince(client, shopId, profileId, now - RECENTLY_MS);
  const recommended = recommend({
    seeds: owned.map((productId) => ({ productId, weight: 1 })),
    pairs: pairs.filter(({ kind }) => kind === 'bought'),
    bestsellers: [],
    newest: [],
    excluded: new Set(viewedId === null ? bought : [...bought, viewedId]),
    limit,
  });
  return await shown(client, shopId, recommended);
}

/** Products of a person's newest orders that stand, the newest first. */
async function ownedProducts(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select line.value ->> 'productId' as id
       from (
         select snapshot, placed_at from purchase
          where shop_id = $1 and profile_id = $2 and cancelled_at is null and placed_at is not null
          order by placed_at desc limit ${String(MOST_ORDERS)}
       ) as recent cross join lateral json_array_elements(snapshot -> 'lines') as line (value)
      where line.value ->> 'productId' is not null and ${LINE_IS_KEPT}
      group by id order by max(placed_at) desc, id limit ${String(MOST_OWNED)}`,
    [shopId, profileId],
  );
  return rows.map(({ id }) => id);
}

async function boughtSince(
  client: ShopClient,
  shopId: string,
  profileId: string,
  since: number,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct line.value ->> 'productId' as id
       from purchase cross join lateral json_array_elements(snapshot -> 'lines') as line (value)
      where shop_id = $1 and profile_id = $2 and placed_at >= $3
        and line.value ->> 'productId' is not null`,
    [shopId, profileId, new Date(since)],
  );
  return rows.map(({ id }) => id);
}

type ProductRow = Omit<RecommendedProduct, 'why'>;

async function shown(
  client: ShopClient,
  shopId: string,
  recommended: readonly Recommendation[],
): Promise<RecommendedProduct[]> {
  const ids = recommended.flatMap(({ productId, why }) =>
    'seedId' in why ? [productId, why.seedId] : [productId],
  );
  if (ids.length === 0) return [];
  const { rows } = await client.query<ProductRow>(
    `select product.id as "productId", product.title, handle, image_url as "imageUrl",
            cheapest.price_minor as "priceMinor", cheapest.currency
       from product left join lateral (
         select price_minor, currency from variant
          where variant.shop_id = $1 and product_id = product.id and ${VARIANT_CAN_BE_BOUGHT}
          order by price_minor limit 1
       ) as cheapest on true
      where product.shop_id = $1 and product.id = any($2)`,
    [shopId, ids],
  );
  const products = new Map(rows.map((row) => [row.productId, row]));
  return recommended.flatMap(({ productId, why }): RecommendedProduct[] => {
    const product = products.get(productId);
    if (!product) return [];
    if (!('seedId' in why)) return [{ ...product, why }];
    // A seed may have been deleted since; what was bought with it is still known.
    const seed = products.get(why.seedId)?.title ?? 'a product no longer sold';
    return [{ ...product, why: { kind: why.kind, with: seed, times: why.times } }];
  });
}
