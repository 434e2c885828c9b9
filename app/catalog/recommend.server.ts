import type { ShopClient } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { type RecommendedProduct, recommend, type Recommendation } from './recommend.ts';
import { loadBestsellers, loadNewest, loadPairs } from './store/load-pairs.server.ts';
import { boughtSince, ownedProducts, productsToShow } from './store/recommended.server.ts';

/** A person who bought something so recently does not need it again. */
const RECENTLY_MS = 90 * DAY;
/** What a person did with a product, and how much it says. */
const WEIGHTS = { bought: 1, carted: 1, viewed: 0.5 };

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
  return await withReasons(client, shopId, recommended);
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
  return await withReasons(client, shopId, recommended);
}

/** The recommended products that are still there, each with why it is. */
async function withReasons(
  client: ShopClient,
  shopId: string,
  recommended: readonly Recommendation[],
): Promise<RecommendedProduct[]> {
  const ids = recommended.flatMap(({ productId, why }) =>
    'seedId' in why ? [productId, why.seedId] : [productId],
  );
  if (ids.length === 0) return [];
  const found = await productsToShow(client, shopId, ids);
  const products = new Map(found.map((product) => [product.productId, product]));
  return recommended.flatMap(({ productId, why }): RecommendedProduct[] => {
    const product = products.get(productId);
    if (!product) return [];
    if (!('seedId' in why)) return [{ ...product, why }];
    // A seed may have been deleted since; what was bought with it is still known.
    const seed = products.get(why.seedId)?.title ?? 'a product no longer sold';
    return [{ ...product, why: { kind: why.kind, with: seed, times: why.times } }];
  });
}
