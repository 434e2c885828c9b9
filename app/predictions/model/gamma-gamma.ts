import type { Steps } from '#app/lib/steps.ts';
import { digamma, logGamma } from '#app/lib/numerics/log-gamma.ts';
import { minimise } from '#app/lib/numerics/minimise.ts';
import type { GammaGamma } from './gamma-gamma-parameters.ts';
import { gammaGammaPrior, type Priors } from './prior.ts';

/** What a person spent: on how many orders, and how much on average; both above 0, in any one currency. */
export type Spending = { orders: number; mean: number };

export type GammaGammaFit = { model: GammaGamma; logLikelihood: number };

const TOLERANCE = 1e-8;

/** What an order of a person whom nothing is known of is expected to be worth: p v / (q - 1). */
export function meanSpend({ p, q, v }: GammaGamma): number {
  return (p * v) / (q - 1);
}

/**
 * What a person's next orders are expected to be worth on average (equation 5): between the person's own mean
 * and that of all people, the nearer to the former the more orders there were.
 */
export function expectedSpend(model: GammaGamma, { orders, mean }: Spending): number {
  const { p, q, v } = model;
  return (p * (v + orders * mean)) / (p * orders + q - 1);
}

/** The model after what a person spent, for that person's orders to come (nu is Gamma(q + p x, v + x z)). */
export function afterSpending({ p, q, v }: GammaGamma, { orders, mean }: Spending): GammaGamma {
  return { p, q: q + p * orders, v: v + orders * mean };
}

/**
 * The model that makes what people spent the most likely (equation 1a), by the logarithms of p, q - 1 and the
 * mean m = p v / (q - 1): with q above 1 there is a mean, and what a prior says of likeness does not move it.
 * @param priors see `fitBgNbd`
 * @throws when there is no maximum
 */
export function* fitGammaGamma(
  spendings: readonly Spending[],
  priors: Priors | null,
): Steps<GammaGammaFit> {
  const people = spendings.length;
  const middle = spendings.reduce((sum, { mean }) => sum + mean, 0) / people;
  const found = yield* minimise(
    (logs) => {
      const model = modelOf(logs);
      const { p, q, v } = model;
      const { value, by } = gammaGammaLikelihood(model, spendings);
      const prior =
        priors === null ? { value: 0, gradient: [0, 0, 0] } : gammaGammaPrior(priors, model);
      // v = m (q - 1) / p follows p and q.
      const gradient = [by.p * p - by.v * v, by.q * (q - 1) + by.v * v, by.v * v];
      return {
        value: (prior.value - value) / people,
        gradient: gradient.map((slope, i) => ((prior.gradient[i] ?? 0) - slope) / people),
      };
    },
    [0, 0, Math.log(middle)],
    TOLERANCE,
  );
  const model = modelOf(found.point);
  return { model, logLikelihood: gammaGammaLikelihood(model, spendings).value };
}

function modelOf([logP = 0, logAbove = 0, logMean = 0]: readonly number[]): GammaGamma {
  const p = Math.exp(logP);
  const above = Math.exp(logAbove);
  return { p, q: 1 + above, v: (Math.exp(logMean) * above) / p };
}

/** The log-likelihood of a model given what people spent (equation 1a), and its derivatives. */
export function gammaGammaLikelihood(
  { p, q, v }: GammaGamma,
  spendings: readonly Spending[],
): { value: number; by: GammaGamma } {
  const perOrders = new Map<number, { value: number; shape: number; mean: number }>();
  const logV = Math.log(v);
  const [logGammaQ, digammaQ] = [logGamma(q), digamma(q)];
  let value = 0;
  const by = { p: 0, q: 0, v: 0 };
  for (const { orders: x, mean: z } of spendings) {
    let shared = perOrders.get(x);
    if (!shared) {
      shared = {
        value: logGamma(p * x + q) - logGamma(p * x) - logGammaQ + q * logV,
        shape: digamma(p * x + q),
        mean: digamma(p * x),
      };
      perOrders.set(x, shared);
    }
    const whole = v + x * z;
    const logWhole = Math.log(whole);
    const logSpent = Math.log(x * z);
    value += shared.value - Math.log(z) + p * x * logSpent - (p * x + q) * logWhole;
    by.p += x * (shared.shape - shared.mean + logSpent - logWhole);
    by.q += shared.shape - digammaQ + logV - logWhole;
    by.v += q / v - (p * x + q) / whole;
  }
  return { value, by };
}
