import { HOUR } from '#app/lib/duration.ts';

/** A variant that can be bought, with its price in the smallest unit of `currency`. */
type PricedVariant = {
  id: string;
  priceMinor: number;
  /** ISO 4217; null when it is not known. */
  currency: string | null;
};

/** How a product stands in the store. */
export type ProductStanding = {
  productId: string;
  /** Whether it is listed in the online store. */
  isListed: boolean;
  /** Since when no variant of it can be bought, epoch milliseconds; null while one can, or when that is not known. */
  soldOutAt: number | null;
  /** Those of its variants that can be bought. */
  variants: readonly PricedVariant[];
};

/** What people who were interested in a product hear of; a price that went down is that of one variant. */
export type ProductChange = { productId: string; at: number } & (
  | { kind: 'restocked' }
  | {
      kind: 'reduced';
      variantId: string;
      fromMinor: number;
      toMinor: number;
      currency: string;
    }
);

/** A price that goes down by less is no news. */
const LEAST_REDUCTION = 0.05;
/** A product that was sold out for a shorter time was not missed: stock may be set to nothing while it is counted. */
const LEAST_SOLD_OUT_MS = 12 * HOUR;

/**
 * What changed of products for those who may want them. A product that was not known before is new, which is neither; nor is
 * one restocked that was not listed before.
 * @param at when, epoch milliseconds
 */
export function productChanges(
  before: readonly ProductStanding[],
  after: readonly ProductStanding[],
  at: number,
): ProductChange[] {
  const known = new Map(before.map((standing) => [standing.productId, standing]));
  return after.flatMap((now): ProductChange[] => {
    const was = known.get(now.productId);
    if (!was?.isListed || !now.isListed || now.variants.length === 0) return [];
    if (was.variants.length === 0) return isMissed(was, at) ? [restockedAt(now, at)] : [];
    const reduced = cheapestReduced(was.variants, now.variants);
    return reduced ? [{ kind: 'reduced', productId: now.productId, at, ...reduced }] : [];
  });
}

/** Whether a price is so much lower than another that it is news; nothing is given away for nothing. */
export function isReduced(fromMinor: number, toMinor: number): boolean {
  return toMinor > 0 && toMinor < fromMinor && toMinor <= fromMinor * (1 - LEAST_REDUCTION);
}

function restockedAt({ productId }: ProductStanding, at: number): ProductChange {
  return { kind: 'restocked', productId, at };
}

function isMissed({ soldOutAt }: ProductStanding, at: number): boolean {
  return soldOutAt !== null && at - soldOutAt >= LEAST_SOLD_OUT_MS;
}

type ReducedVariant = Omit<
  Extract<ProductChange, { kind: 'reduced' }>,
  'kind' | 'productId' | 'at'
>;

/** The cheapest of the variants that cost less than before; one that could not be bought before has no price before. */
function cheapestReduced(
  before: readonly PricedVariant[],
  after: readonly PricedVariant[],
): ReducedVariant | undefined {
  const known = new Map(before.map((variant) => [variant.id, variant]));
  const reduced = after.flatMap(({ id, priceMinor, currency }): ReducedVariant[] => {
    const was = known.get(id);
    if (!was || currency === null || currency !== was.currency) return [];
    if (!isReduced(was.priceMinor, priceMinor)) return [];
    return [{ variantId: id, fromMinor: was.priceMinor, toMinor: priceMinor, currency }];
  });
  return reduced.toSorted(
    (a, b) => a.toMinor - b.toMinor || (a.variantId < b.variantId ? -1 : 1),
  )[0];
}
