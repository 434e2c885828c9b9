import { digamma, logGamma } from '#app/lib/numerics/log-gamma.ts';
import { choicesOf, type BgNbd } from './bg-nbd.ts';
import type { GroupedHistories } from './group-histories.ts';

/** The log-likelihood and its derivatives by r, alpha, a and b. */
export type BgNbdSlope = { value: number; by: BgNbd };

/**
 * The log-likelihood of a model given what customers did (equation 6 of the paper named in bg-nbd.ts), and
 * its derivatives. A sum of two powers that may both be too small for a number is taken by their logarithms.
 */
export function bgNbdLikelihood(model: BgNbd, histories: GroupedHistories): BgNbdSlope {
  const { r, alpha, a, b } = model;
  const whole = perRepeats(model, histories);
  const logA = Math.log(a);
  let value = whole.value;
  let byR = whole.by.r;
  let byAlpha = whole.by.alpha;
  let byA = whole.by.a;
  let byB = whole.by.b;
  const { repeats, last, age, people } = histories;
  for (let i = 0; i < people.length; i += 1) {
    const x = repeats[i] ?? 0;
    const n = people[i] ?? 0;
    const end = alpha + (age[i] ?? 0);
    const logEnd = Math.log(end);
    const going = -(r + x) * logEnd;
    const choices = choicesOf(model, x);
    if (choices === 0) {
      value += n * going;
      byR -= n * logEnd;
      byAlpha -= (n * r) / end;
      continue;
    }
    const stop = alpha + (last[i] ?? 0);
    const logStop = Math.log(stop);
    const stopped = logA - Math.log(b + choices - 1) - (r + x) * logStop;
    const sum = Math.max(going, stopped) + Math.log1p(Math.exp(-Math.abs(going - stopped)));
    const hasStopped = Math.exp(stopped - sum);
    const goesOn = 1 - hasStopped;
    value += n * sum;
    byR -= n * (goesOn * logEnd + hasStopped * logStop);
    byAlpha -= n * (r + x) * (goesOn / end + hasStopped / stop);
    byA += (n * hasStopped) / a;
    byB -= (n * hasStopped) / (b + choices - 1);
  }
  return { value, by: { r: byR, alpha: byAlpha, a: byA, b: byB } };
}

/** The factors that depend on the number of repeats only. */
function perRepeats(model: BgNbd, histories: GroupedHistories): BgNbdSlope {
  const { r, alpha, a, b } = model;
  const logAlpha = Math.log(alpha);
  const zero = {
    rate: logGamma(r) - r * logAlpha,
    stop: logGamma(b) - logGamma(a + b),
    r: digamma(r) - logAlpha,
    b: digamma(b),
    ab: digamma(a + b),
  };
  const by = { r: 0, alpha: 0, a: 0, b: 0 };
  let value = 0;
  for (const [x, people] of histories.peopleByRepeats) {
    const choices = choicesOf(model, x);
    const both = digamma(a + b + choices);
    value += people * (logGamma(r + x) - zero.rate);
    value += people * (logGamma(b + choices) - logGamma(a + b + choices) - zero.stop);
    by.r += people * (digamma(r + x) - zero.r);
    by.alpha += (people * r) / alpha;
    by.a += people * (zero.ab - both);
    by.b += people * (digamma(b + choices) - zero.b + zero.ab - both);
  }
  return { value, by };
}
