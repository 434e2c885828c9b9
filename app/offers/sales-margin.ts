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
