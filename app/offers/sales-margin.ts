/**
 * What a shop sold before discounts, in smallest units of its currency: all of it, what of it costs are known of, and these
 * costs.
 */
export type SoldGoods = { soldMinor: number; costedMinor: number; costMinor: number };

/** Of fewer of the sales, what is known of costs says nothing of the rest. */
const LEAST_COSTED_SHARE = 0.8;

/**
 * What is usually left of the price of what a shop sells, in percent, before any discount; null where costs are known of less
 * than most of it, or nothing was sold.
 */
export function salesMarginPercent({
  soldMinor,
  costedMinor,
  costMinor,
}: SoldGoods): number | null {
  if (costedMinor <= 0 || costedMinor < LEAST_COSTED_SHARE * soldMinor) return null;
  return (100 * (costedMinor - costMinor)) / costedMinor;
}

/**
 * What is usually left of the price of what a shop sells, in percent, or why that is not known: `due` until all products were
 * read for their costs, `taxes` where prices include tax, of which no order says how much.
 */
export type SalesMargin =
  { percent: number; unknown: null } | { percent: null; unknown: 'due' | 'taxes' | 'costs' };

/** Why a margin floor cannot be checked, as a sentence with what to do; null when it can. */
export function marginProblem({ unknown }: SalesMargin): string | null {
  switch (unknown) {
    case null:
      return null;
    case 'due':
      return 'What your products cost is still being read. Try again later, or leave it empty.';
    case 'taxes':
      return 'Your prices include tax, so the margin is not known. Leave it empty.';
    case 'costs':
      return 'What your products cost is not known. Leave it empty.';
  }
}
