/** How a product stands in the store; prices in the smallest unit of `currency`. */
export type ProductStanding = {
  productId: string;
  /** Whether it is listed in the online store and a variant of it can be bought. */
  canBeBought: boolean;
  /** Of the cheapest variant that can be bought; null when none can. */
  priceMinor: number | null;
  /** ISO 4217. */
  currency: string | null;
};

/** What people who were interested in a product hear of. */
export type ProductChange = { productId: string; at: number } & (
  { kind: 'restocked' } | { kind: 'reduced'; fromMinor: number; toMinor: number; currency: string }
);

/** A price that goes down by less is no news. */
const LEAST_REDUCTION = 0.05;

/**
 * What changed of products for those who may want them. A product that was not known before is new, which is neither.
 * @param at when, epoch milliseconds
 */
export function productChanges(
  before: readonly ProductStanding[],
  after: readonly ProductStanding[],
  at: number,
): ProductChange[] {
  const known = new Map(before.map((standing) => [standing.productId, standing]));
  return after.flatMap((now): ProductChange[] => {
    const { productId } = now;
    const was = known.get(productId);
    if (!was || !now.canBeBought) return [];
    if (!was.canBeBought) return [{ kind: 'restocked', productId, at }];
    const [fromMinor, toMinor, currency] = [was.priceMinor, now.priceMinor, now.currency];
    if (fromMinor === null || toMinor === null || currency === null || currency !== was.currency)
      return [];
    if (toMinor > fromMinor * (1 - LEAST_REDUCTION)) return [];
    return [{ kind: 'reduced', productId, at, fromMinor, toMinor, currency }];
  });
}
