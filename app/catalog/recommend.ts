import type { PairKind } from './pairs.ts';

/**
 * A recommendation as it is shown; the title of the seed stands where the reason names one. The price is that of
 * the cheapest variant that can be bought now.
 */
export type RecommendedProduct = {
  productId: string;
  title: string;
  handle: string | null;
  imageUrl: string | null;
  priceMinor: number | null;
  currency: string | null;
  why:
    | Exclude<RecommendationReason, { seedId: string }>
    | { kind: 'bought' | 'viewed'; with: string; times: number };
};

/** A product that shows what a person may want, and how strongly. */
export type Seed = { productId: string; weight: number };

/** How often a seed and another product went together, and each at all. */
export type SeedPair = {
  kind: PairKind;
  seedId: string;
  productId: string;
  times: number;
  seedTimes: number;
  productTimes: number;
};

/** Why a product is recommended; `times` counts since `countedSince`. */
export type RecommendationReason =
  | { kind: PairKind; seedId: string; times: number }
  | { kind: 'bestseller'; times: number }
  | { kind: 'newest' };

export type Recommendation = { productId: string; why: RecommendationReason };

/** Pairs seen fewer times than this count less than half: a few coincidences are no proof. */
const SHRINKAGE = 10;
/** Looking at two things says less than buying both. */
const KIND_WEIGHT: Record<PairKind, number> = { bought: 1, viewed: 0.3 };

/**
 * How much two products go together, 0 to 1: the cosine of the two columns of who took them (item-based
 * collaborative filtering: Sarwar et al., WWW 2001; Linden et al., IEEE Internet Computing 2003), shrunk
 * towards 0 where it rests on few cases (Bell and Koren, ICDM 2007).
 */
export function similarity({
  times,
  seedTimes,
  productTimes,
}: Omit<SeedPair, 'kind' | 'seedId' | 'productId'>): number {
  // Both are at least as frequent as the pair; what was dropped meanwhile may say less.
  const alone = Math.max(times, seedTimes) * Math.max(times, productTimes);
  if (alone === 0) return 0;
  return (times / Math.sqrt(alone)) * (times / (times + SHRINKAGE));
}

/**
 * The products to recommend, the best first: what goes with the seeds, then what sells best, then what is new.
 * Only products that may be sold should be given.
 * @param excluded never recommended, as the seeds never are
 */
export function recommend(given: {
  seeds: readonly Seed[];
  pairs: readonly SeedPair[];
  bestsellers: readonly { productId: string; times: number }[];
  newest: readonly string[];
  excluded: ReadonlySet<string>;
  limit: number;
}): Recommendation[] {
  const weights = new Map(given.seeds.map(({ productId, weight }) => [productId, weight]));
  const taken = new Set([...given.excluded, ...weights.keys()]);
  const scored = new Map<string, { score: number; best: number; why: RecommendationReason }>();
  for (const pair of given.pairs) {
    const { productId, seedId, kind, times } = pair;
    if (taken.has(productId)) continue;
    const part = (weights.get(seedId) ?? 0) * KIND_WEIGHT[kind] * similarity(pair);
    const known = scored.get(productId);
    const isBetter = !known || part > known.best;
    scored.set(productId, {
      score: (known?.score ?? 0) + part,
      best: isBetter ? part : known.best,
      why: isBetter ? { kind, seedId, times } : known.why,
    });
  }
  const related = [...scored]
    .sort(([a, one], [b, other]) => other.score - one.score || (a < b ? -1 : 1))
    .map(([productId, { why }]): Recommendation => ({ productId, why }));
  const others: Recommendation[] = [
    ...given.bestsellers.map(({ productId, times }): Recommendation => ({
      productId,
      why: { kind: 'bestseller', times },
    })),
    ...given.newest.map((productId): Recommendation => ({ productId, why: { kind: 'newest' } })),
  ];
  const recommended = new Map<string, Recommendation>();
  for (const one of [...related, ...others]) {
    if (recommended.size >= given.limit) break;
    if (!taken.has(one.productId) && !recommended.has(one.productId))
      recommended.set(one.productId, one);
  }
  return [...recommended.values()];
}
