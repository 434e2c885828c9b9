import { afterSpending, type GammaGamma, type Spending } from './gamma-gamma.ts';
import { betaAtMost } from './incomplete-beta.ts';

/** How many of ten such people an interval is to hold. */
export const HELD = 0.8;

export type Interval = { low: number; high: number };

/**
 * The shortest run of numbers of orders that holds at least 8 in 10 such people; of equally short ones the
 * likeliest.
 * @param chances of 0, 1, 2, ... orders
 * @param share of such people that the chances say it holds; another than 8 in 10 where a shop's own past showed that
 *   the chances say more, or less, than comes true
 */
export function ordersInterval(chances: readonly number[], share = HELD): Interval {
  let best = { low: 0, high: chances.length - 1, held: 1 };
  let low = 0;
  let held = 0;
  for (const [high, chance] of chances.entries()) {
    held += chance;
    for (let first = chances[low] ?? 0; held - first >= share; first = chances[low] ?? 0) {
      held -= first;
      low += 1;
    }
    if (held < share) continue;
    const shorter = high - low - (best.high - best.low);
    if (shorter < 0 || (shorter === 0 && held > best.held)) best = { low, high, held };
  }
  return { low: best.low, high: best.high };
}

/** Numbers of orders are taken together where there are more than this. */
const MOST_KINDS = 60;
/** Of the value of an interval's end. */
const PRECISION = 1e-3;

/**
 * What 8 in 10 such people will spend, by the distribution of how often they order and of what they spend on
 * an order. When their number of orders may well be none, what at most 8 in 10 spend; else between what the
 * lowest and the highest tenth do. The sum of k orders is Gamma(p k, nu), and nu is Gamma(q', v') after what
 * the person spent, so the sum is v' times a beta prime quantity (Fader and Hardie 2013).
 * @param chances of 0, 1, 2, ... orders
 * @param spending null when nothing is known of what the person spent
 * @param share see `ordersInterval`
 */
export function spendInterval(
  chances: readonly number[],
  model: GammaGamma,
  spending: Spending | null,
  share = HELD,
): Interval {
  const { atMost, none, mean, isZeroLikely } = spendOf(chances, model, spending);
  return isZeroLikely
    ? { low: 0, high: quantile(atMost, share, none, mean) }
    : {
        low: quantile(atMost, (1 - share) / 2, none, mean),
        high: quantile(atMost, (1 + share) / 2, none, mean),
      };
}

/** The least share whose interval of spend holds an amount. */
export function spendShareHolding(
  spent: number,
  chances: readonly number[],
  model: GammaGamma,
  spending: Spending | null,
): number {
  const { atMost, none, isZeroLikely } = spendOf(chances, model, spending);
  const below = spent > 0 ? atMost(spent) : none;
  if (isZeroLikely) return spent > 0 ? below : 0;
  return spent > 0 ? Math.abs(2 * below - 1) : Math.max(0, 1 - 2 * none);
}

function spendOf(chances: readonly number[], model: GammaGamma, spending: Spending | null) {
  const { p, q, v } = spending === null ? model : afterSpending(model, spending);
  const kinds = together(chances);
  const none = chances[0] ?? 0;
  const atMost = (sum: number) => {
    let chance = none;
    for (const kind of kinds)
      chance += kind.chance * betaAtMost(sum / (sum + v), p * kind.orders, q);
    return chance;
  };
  const isZeroLikely = ordersInterval(chances).low === 0;
  return { atMost, none, mean: (v * p) / (q - 1), isZeroLikely };
}

function together(chances: readonly number[]): { orders: number; chance: number }[] {
  const width = Math.ceil((chances.length - 1) / MOST_KINDS);
  const kinds: { orders: number; chance: number }[] = [];
  for (let from = 1; from < chances.length; from += width) {
    let chance = 0;
    let orders = 0;
    for (let k = from; k < Math.min(from + width, chances.length); k += 1) {
      chance += chances[k] ?? 0;
      orders += k * (chances[k] ?? 0);
    }
    if (chance > PRECISION / MOST_KINDS) kinds.push({ orders: orders / chance, chance });
  }
  return kinds;
}

/** The value that a share of people stay at or below, by halving on a scale of ratios. */
function quantile(
  atMost: (value: number) => number,
  share: number,
  none: number,
  usual: number,
): number {
  if (none >= share) return 0;
  let [low, high] = [usual, usual];
  while (atMost(high) < share) high *= 4;
  while (atMost(low) > share) low /= 4;
  while (high / low > 1 + PRECISION) {
    const middle = Math.sqrt(low * high);
    if (atMost(middle) < share) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}
