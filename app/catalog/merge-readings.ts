import type { CatalogChange } from '#app/events/catalog-change.ts';

export type ProductReading = Extract<CatalogChange, { kind: 'product.changed' }>['product'];

/**
 * One reading of each product: the newest, with what only an older one says. A webhook holds at most 100 variants and
 * does not say whether stock is counted.
 * @param readings in the order of their arrival, the later of two with one date counts as newer
 */
export function mergeReadings(readings: readonly ProductReading[]): ProductReading[] {
  const merged = new Map<string, ProductReading>();
  for (const reading of readings) {
    const known = merged.get(reading.id);
    const isNewer = known !== undefined && reading.updatedAt >= known.updatedAt;
    merged.set(
      reading.id,
      known ? (isNewer ? withOlder(reading, known) : withOlder(known, reading)) : reading,
    );
  }
  return [...merged.values()];
}

function withOlder(newer: ProductReading, older: ProductReading): ProductReading {
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
      })),
      ...older.variants.filter(({ id }) => !sent.has(id) && (all?.has(id) ?? true)),
    ],
    variantIds: newer.variantIds ?? (older.variantIds && [...older.variantIds, ...sent]),
  };
}
