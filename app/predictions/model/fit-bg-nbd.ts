import type { Steps } from '#app/lib/steps.ts';
import { minimise, type Slope } from '#app/lib/numerics/minimise.ts';
import type { BgNbd } from './bg-nbd.ts';
import { bgNbdLikelihood } from './bg-nbd-likelihood.ts';
import type { GroupedHistories } from './group-histories.ts';
import { bgNbdPrior, type Priors } from './prior.ts';

export type BgNbdFit = {
  model: BgNbd;
  /** Of the data alone, without the prior. */
  logLikelihood: number;
};

/** Of the likelihood of one customer, by the logarithm of a parameter. */
const TOLERANCE = 1e-8;

/**
 * The model that makes what customers did the most likely. With a prior it is the most likely of what was
 * believed before together with the data: the prior weighs as much as a few customers, so with few customers
 * the model stays near it, and with many it does not show.
 * @param priors what is believed without any data; null for the plain maximum of the likelihood, which does
 *   not exist when no customer bought again
 * @param options whether customers may stop after the first purchase, see `BgNbd`
 * @throws when there is no maximum
 */
export function* fitBgNbd(
  histories: GroupedHistories,
  priors: Priors | null,
  { stopsAtFirst = false }: Pick<BgNbd, 'stopsAtFirst'> = {},
): Steps<BgNbdFit> {
  const modelOf = (logs: readonly number[]): BgNbd => modelAt(logs, stopsAtFirst);
  const people = Math.max(1, histories.total);
  const found = yield* minimise(
    (logs) => {
      const model = modelOf(logs);
      const { value, by } = bgNbdLikelihood(model, histories);
      const prior = priors === null ? NO_PRIOR : bgNbdPrior(priors, model);
      const gradient = [by.r * model.r, by.alpha * model.alpha, by.a * model.a, by.b * model.b];
      return {
        value: (prior.value - value) / people,
        gradient: gradient.map((slope, i) => ((prior.gradient[i] ?? 0) - slope) / people),
      };
    },
    [0, 0, 0, 0],
    TOLERANCE,
  );
  const model = modelOf(found.point);
  return { model, logLikelihood: bgNbdLikelihood(model, histories).value };
}

const NO_PRIOR: Slope = { value: 0, gradient: [0, 0, 0, 0] };

function modelAt(
  [r = 0, alpha = 0, a = 0, b = 0]: readonly number[],
  stopsAtFirst: boolean,
): BgNbd {
  const numbers = { r: Math.exp(r), alpha: Math.exp(alpha), a: Math.exp(a), b: Math.exp(b) };
  return stopsAtFirst ? { ...numbers, stopsAtFirst } : numbers;
}
