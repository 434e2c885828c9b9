import type { CatalogChange } from '#app/events/catalog-change.ts';

export type ReceivedProduct = Extract<CatalogChange, { kind: 'product.changed' }>['product'];

type ReceivedVariant = ReceivedProduct['variants'][number];

/**
 * One state of each product: the newest, with what only an older one says. A webhook holds at most 100 variants and
 * says neither whether stock is counted nor what a piece costs.
 * @param products in the order of their arrival, the later of two with one date counts as newer
 */
export function mergeProducts(products: readonly ReceivedProduct[]): ReceivedProduct[] {
  const merged = new Map<string, ReceivedProduct>();
  for (const product of products) {
    const known = merged.get(product.id);
    const isNewer = known !== undefined && product.updatedAt >= known.updatedAt;
    merged.set(
      product.id,
      known ? (isNewer ? withOlder(product, known) : withOlder(known, product)) : product,
    );
  }
  return [...merged.values()];
}

function withOlder(newer: ReceivedProduct, older: ReceivedProduct): ReceivedProduct {
  const before = new Map(older.variants.map((variant) => [variant.id, variant]));
  const sent = new Set(newer.variants.map(({ id }) => id));
  const all = newer.variantIds && new Set(newer.variantIds);
  return {
    ...newer,
    createdAt: newer.createdAt ?? older.createdAt,
    variants: [
      ...newer.variants.map((variant) => ({
        ...variant,
        policy: variant.policy ?? before.get(variant.id)?.policy ?? null,
        tracked: variant.tracked ?? before.get(variant.id)?.tracked ?? null,
        ...costOf(variant, before.get(variant.id)),
      })),
      ...older.variants.filter(({ id }) => !sent.has(id) && (all?.has(id) ?? true)),
    ],
    variantIds: newer.variantIds ?? (older.variantIds && [...older.variantIds, ...sent]),
  };
}

/** The cost that a state of a variant says, or else an older one in the same currency; none where neither says it. */
function costOf(
  { costMinor, currency }: ReceivedVariant,
  older: ReceivedVariant | undefined,
): Pick<ReceivedVariant, 'costMinor'> {
  if (costMinor !== undefined) return { costMinor };
  const isKnown = older?.costMinor !== undefined && older.currency === currency;
  return isKnown ? { costMinor: older.costMinor } : {};
}
