import { bgNbdLikelihood } from '#app/predictions/model/bg-nbd-likelihood.ts';
import type { BuyingHistory } from '#app/predictions/model/bg-nbd.ts';
import { fitBgNbd } from '#app/predictions/model/fit-bg-nbd.ts';
import { fitGammaGamma } from '#app/predictions/model/gamma-gamma.ts';
import { groupHistories } from '#app/predictions/model/group-histories.ts';
import { runSteps } from '#app/lib/steps.ts';
import { readCdnow } from '#tests/fixtures/clv/read-cdnow.ts';
import type { Figure } from './benches.ts';

const PEOPLE = 100_000;

export const LIFETIME_SIZES = `lifetime: ${PEOPLE.toLocaleString('en')} customers like those of CDNOW, watched up to half a year longer`;

/**
 * Seconds to fit both models to 100,000 customers. The baseline is the least that any fit must do: one pass of
 * the likelihood over all of them, one by one.
 */
export function benchLifetime(say: (line: string) => void): Figure {
  say('lifetime: fitting');
  const customers = readCdnow();
  const people = Array.from({ length: PEOPLE }, (_, n) => {
    const { repeats, last, age, mean } =
      customers[n % customers.length] ?? customers[0] ?? NO_CUSTOMER;
    return { repeats, last, age: age + (n % 179) / 7, mean: mean || 20 };
  });
  const spendings = people.map(({ repeats, mean }) => ({ orders: repeats + 1, mean }));
  const value = secondsOf(() => {
    runSteps(fitBgNbd(groupHistories(people), null));
    runSteps(fitGammaGamma(spendings, null));
  });
  const model = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
  const alone = people.map((one: BuyingHistory) => groupHistories([one]));
  const baseline = secondsOf(() => {
    for (const one of alone) bgNbdLikelihood(model, one);
  });
  return { value, baseline };
}

const NO_CUSTOMER = { repeats: 0, last: 0, age: 0, mean: 0 };

function secondsOf(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1_000;
}
