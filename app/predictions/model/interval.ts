import { betaAtMost } from '#app/lib/numerics/incomplete-beta.ts';
import { afterSpending, type Spending } from './gamma-gamma.ts';
import type { GammaGamma } from './gamma-gamma-parameters.ts';
import type { OrderChances } from './level.ts';

/** How many of ten such people an interval is to hold. */
export const COVERAGE = 0.8;

export type Interval = { low: number; high: number };

/**
 * Numbers of orders from what few place at the lowest level to what few exceed at the highest: as many are to be below
 * as above.
 * @param share of such people that the chances say it holds where they order by chance alone and in any number;
 *   as numbers of orders are whole it holds more
 */
export function ordersInterval(chances: OrderChances, share: number): Interval {
  const low = firstAbove(chances.low, (atMost) => atMost >= (1 - share) / 2);
  return {
    low,
    high: Math.max(
      low,
      firstAbove(chances.high, (most) => most > (1 + share) / 2),
    ),
  };
}

/** The first number of orders of which the chance of at most so many is enough. */
function firstAbove(chances: readonly number[], isEnough: (atMost: number) => boolean): number {
  let atMost = 0;
  for (const [orders, chance] of chances.entries()) {
    atMost += chance;
    if (isEnough(atMost)) return orders;
  }
  return Math.max(0, chances.length - 1);
}

/** For each number of orders the least share whose interval holds it. */
export function ordersShares({ low, high }: OrderChances): number[] {
  let [atMost, below] = [0, 0];
  return high.map((chance, orders) => {
    atMost += low[orders] ?? 0;
    const share = Math.max(0, 1 - 2 * atMost, 2 * below - 1);
    below += chance;
    return share;
  });
}

/** Numbers of orders are taken together where there are more than this. */
const MOST_KINDS = 60;
/** Of the value of an interval's end. */
const PRECISION = 1e-3;

/**
 * What such people will spend, from what few spend less than at the lowest level to what few exceed at the highest, by
 * the distribution of how often they order and of what they spend on an order. The sum of k orders is Gamma(p k, nu),
 * and nu is Gamma(q', v') after what the person spent, so the sum is v' times a beta prime quantity (Fader and Hardie
 * 2013).
 * @param spending null when nothing is known of what the person spent
 * @param share see `ordersInterval`
 */
export function spendInterval(
  chances: OrderChances,
  model: GammaGamma,
  spending: Spending | null,
  share: number,
): Interval {
  const [low, high] = spendDistributions(chances, model, spending);
  return { low: low.quantile((1 - share) / 2), high: high.quantile((1 + share) / 2) };
}

/** The least share whose interval of spend holds an amount. */
export function spendShare(
  spent: number,
  chances: OrderChances,
  model: GammaGamma,
  spending: Spending | null,
): number {
  const [low, high] = spendDistributions(chances, model, spending);
  const atMost = low.atMost(spent);
  // Nothing is below nothing.
  const below = spent <= 0 ? 0 : low === high ? atMost : high.atMost(spent);
  return Math.max(0, 1 - 2 * atMost, 2 * below - 1);
}

/** The distributions of what a person spends at the lowest and the highest level. */
export function spendDistributions(
  { low, high }: OrderChances,
  model: GammaGamma,
  spending: Spending | null,
): [SpendDistribution, SpendDistribution] {
  const lowest = spendDistribution(low, model, spending);
  return [lowest, low === high ? lowest : spendDistribution(high, model, spending)];
}

/** The distribution of what a person spends, given chances of orders. */
export function spendDistribution(
  chances: readonly number[],
  model: GammaGamma,
  spending: Spending | null,
): SpendDistribution {
  return new SpendDistribution(chances, spending === null ? model : afterSpending(model, spending));
}

class SpendDistribution {
  readonly #none: number;
  readonly #kinds: { orders: number; chance: number }[];
  readonly #model: GammaGamma;

  constructor(chances: readonly number[], model: GammaGamma) {
    this.#none = chances[0] ?? 0;
    this.#kinds = bucketOrders(chances);
    this.#model = model;
  }

  /** The chance to spend at most so much. */
  atMost(sum: number): number {
    const { p, q, v } = this.#model;
    if (sum <= 0) return this.#none;
    let chance = this.#none;
    for (const kind of this.#kinds)
      chance += kind.chance * betaAtMost(sum / (sum + v), p * kind.orders, q);
    return chance;
  }

  /** The value that a share of people stay at or below, by halving on a scale of ratios. */
  quantile(share: number): number {
    if (this.#none >= share) return 0;
    const { p, q, v } = this.#model;
    let [low, high] = [(v * p) / (q - 1), (v * p) / (q - 1)];
    // Chances that are left out at the end do not matter.
    const wanted = Math.min(share, this.#most);
    while (this.atMost(high) < wanted) high *= 4;
    while (this.atMost(low) > wanted) low /= 4;
    while (high / low > 1 + PRECISION) {
      const middle = Math.sqrt(low * high);
      if (this.atMost(middle) < wanted) low = middle;
      else high = middle;
    }
    return Math.sqrt(low * high);
  }

  get #most(): number {
    return this.#kinds.reduce((sum, { chance }) => sum + chance, this.#none) - PRECISION;
  }
}

function bucketOrders(chances: readonly number[]): { orders: number; chance: number }[] {
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
