import { seededRandom } from '#app/lib/numerics/seeded-random.ts';
import { stableDraw } from '#app/lib/stable-draw.ts';

/** How often the people are drawn again, and how much of the draws lies outside the interval on each side. */
const DRAWS = 200;
const OUTSIDE = 0.05;

/**
 * What the revenue would have been with other people like these, once for each draw, in the smallest unit of a currency: data,
 * so that it is saved with a replay and goes on after a restart.
 */
export type RevenueDraws = number[];

/** An interval, in the smallest unit of a currency. */
export type RevenueInterval = { low: number; high: number };

/**
 * Adds what one person spent to every draw, as often as the person is in it: a bootstrap over people in one pass, each of whom is
 * in a draw 0, 1, 2, ... times by Poisson with mean 1. It is seeded by the person, so that the order of people, and a
 * replay that is run again, make no difference.
 * @param draws empty before the first person
 * @param minor what the person spent, in the smallest unit
 */
export function addRevenueDraws(draws: RevenueDraws, personId: string, minor: number): void {
  const random = seededRandom(Math.floor(stableDraw('revenue_draws', personId) * 2 ** 32));
  for (let n = 0; n < DRAWS; n += 1) draws[n] = (draws[n] ?? 0) + timesDrawn(random()) * minor;
}

/** Between what the middle nine tenths of the draws lie; zeros where no person spent anything. */
export function revenueInterval(draws: RevenueDraws): RevenueInterval {
  const sorted = [...draws].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { low: at(OUTSIDE), high: at(1 - OUTSIDE) };
}

/** A number of Poisson with mean 1 for a draw from 0 to 1: the first that the distribution reaches. */
function timesDrawn(draw: number): number {
  let [times, share] = [0, Math.exp(-1)];
  for (let reached = share; draw >= reached && times < 20; reached += share) {
    times += 1;
    share /= times;
  }
  return times;
}
