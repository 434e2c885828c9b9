/** After how many days a product is bought again: the middle of what was seen, and its middle half. */
export type Rhythm = { low: number; median: number; high: number };

/** When a person bought a product, days since 1970, each day once, ascending. */
export type Bought = { productId: string; days: number[] };

/** When a person will want a product again. */
export type Replenishment = {
  productId: string;
  /** Whether by the person's own purchases or by those of others who bought it. */
  by: 'own' | 'others';
  /** How often the person bought it. */
  times: number;
  rhythm: Rhythm;
  /** Days since 1970; half of the times it was wanted between `from` and `to`. */
  from: number;
  due: number;
  to: number;
};

/** Purchases that show a rhythm of the person's own. */
const LEAST_PURCHASES = 3;
/** A product that was not wanted for this many times its rhythm is not wanted any more. */
const GIVEN_UP_AFTER = 3;

/**
 * What a person will want again, the soonest first: each product by the person's own rhythm once it was bought
 * three times, else by the rhythm of others who bought it.
 * @param typical the rhythms of products that enough people bought again
 * @param today days since 1970
 */
export function replenishments(
  bought: readonly Bought[],
  typical: ReadonlyMap<string, Rhythm>,
  today: number,
): Replenishment[] {
  return bought
    .flatMap(({ productId, days }): Replenishment[] => {
      const last = days.at(-1);
      const own = ownRhythm(days);
      const rhythm = own ?? typical.get(productId);
      if (last === undefined || !rhythm) return [];
      if (today - last > GIVEN_UP_AFTER * rhythm.median) return [];
      const [from, due, to] = [rhythm.low, rhythm.median, rhythm.high].map(
        (after) => last + Math.round(after),
      ) as [number, number, number];
      return [{ productId, by: own ? 'own' : 'others', times: days.length, rhythm, from, due, to }];
    })
    .sort((a, b) => a.due - b.due || (a.productId < b.productId ? -1 : 1));
}

/**
 * A person's own rhythm: the median of the days between purchases, which one pause does not move, and the
 * quartiles around it. Null with fewer than three purchases.
 */
export function ownRhythm(days: readonly number[]): Rhythm | null {
  if (days.length < LEAST_PURCHASES) return null;
  const gaps = days
    .slice(1)
    .map((day, i) => day - (days[i] ?? 0))
    .sort((a, b) => a - b);
  return { low: quantile(gaps, 0.25), median: quantile(gaps, 0.5), high: quantile(gaps, 0.75) };
}

/** Between the two nearest of some ascending numbers, as PostgreSQL's `percentile_cont` does. */
function quantile(ascending: readonly number[], share: number): number {
  const place = (ascending.length - 1) * share;
  const [below = 0, above = 0] = [ascending[Math.floor(place)], ascending[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
}
