/**
 * BG/NBD: the beta-geometric/negative binomial model of when people buy and when they stop. While a customer
 * is alive purchases come by chance at a rate of the customer's own; after each one the customer stops with a
 * probability of the customer's own. Rates are spread over people as Gamma(r, alpha), probabilities as
 * Beta(a, b).
 * Source of every formula, unless another is named: Fader, Hardie and Lee, "'Counting Your Customers' the Easy
 * Way: An Alternative to the Pareto/NBD Model", Marketing Science 24 (2005), 275-284.
 *
 * With `stopsAtFirst` a customer may stop after the first purchase as after any other: the modified model of Batislam,
 * Denizel and Filiztekin, "Empirical Validation and Comparison of Models for Customer Base Analysis", International
 * Journal of Research in Marketing 24 (2007), 201-209. The first purchase then counts as one more after which the
 * customer went on or stopped, and that is all that differs. Without it no customer who bought once is ever lost.
 */
export type BgNbd = { r: number; alpha: number; a: number; b: number; stopsAtFirst?: boolean };

/** After how many purchases a customer went on or stopped. */
export function choicesOf(model: Pick<BgNbd, 'stopsAtFirst'>, repeats: number): number {
  return model.stopsAtFirst === true ? repeats + 1 : repeats;
}

/** What a customer did, in weeks since the first purchase. */
export type BuyingHistory = {
  /** Purchases after the first. */
  repeats: number;
  /** When the last purchase was; 0 without repeats. */
  last: number;
  /** How long the customer has been watched. */
  age: number;
};

/**
 * The probability that a customer is still one (Fader, Hardie and Lee, "Computing P(alive) Using the BG/NBD
 * Model", 2008). Where no customer stops before the second purchase it is 1 for those who bought once: their silence shows in
 * their rate instead.
 */
export function aliveProbability(model: BgNbd, history: BuyingHistory): number {
  const { repeats, last, age } = history;
  const choices = choicesOf(model, repeats);
  if (choices === 0) return 1;
  const { r, alpha, a, b } = model;
  const odds =
    Math.log(a / (b + choices - 1)) + (r + repeats) * Math.log((alpha + age) / (alpha + last));
  return 1 / (1 + Math.exp(odds));
}

/** Purchases expected of a new customer within `weeks` after the first one (equation 9). */
export function expectedOfNew(model: BgNbd, weeks: number): number {
  return expectedPurchases(model, { repeats: 0, last: 0, age: 0 }, weeks);
}

/** Purchases expected within `weeks` from now of a customer with a history (equation 10). */
export function expectedPurchases(model: BgNbd, history: BuyingHistory, weeks: number): number {
  return aliveProbability(model, history) * expectedOfAlive(model, history, weeks);
}

/**
 * The numerator of equation 10. Gauss's hypergeometric function stands there with arguments that let its
 * series grow, and is divided by a - 1, which may be 0. Euler's transformation (Abramowitz and Stegun, 15.3.3)
 * and its first term taken apart leave a series that converges fast and a difference that `expm1` keeps exact:
 * with e = a - 1, c = a + b + x - 1, d = a + b - 1 - r, z = t / (alpha + T + t) and q = 1 - z it is
 * c (1 - q^e) / e - q^e times the sum over n >= 1 of (e+1)_(n-1) (d)_n z^n / ((c+1)_(n-1) n!).
 */
function expectedOfAlive(model: BgNbd, history: BuyingHistory, weeks: number): number {
  const { r, alpha, a, b } = model;
  const e = a - 1;
  const choices = choicesOf(model, history.repeats);
  const c = a + b + choices - 1;
  // Of the purchases to come the choices are as many more than of those that were, whatever the first one decided.
  const d = a + b - 1 - r + choices - history.repeats;
  const whole = alpha + history.age + weeks;
  const z = weeks / whole;
  const logQ = Math.log((alpha + history.age) / whole);
  const first = e === 0 ? -c * logQ : (-c * Math.expm1(e * logQ)) / e;
  return first - Math.exp(e * logQ) * hypergeometricRest(e, c, d, z);
}

const MOST_TERMS = 100_000;

function hypergeometricRest(e: number, c: number, d: number, z: number): number {
  let term = d * z;
  let sum = term;
  for (let n = 1; n < MOST_TERMS; n += 1) {
    term *= (((e + n) / (c + n)) * (d + n) * z) / (n + 1);
    sum += term;
    if (Math.abs(term) <= 1e-16 * Math.abs(sum)) break;
  }
  return sum;
}

/** A model after what a customer did, for the future of that customer if still alive. */
function afterHistory(model: BgNbd, { repeats, age }: BuyingHistory): BgNbd {
  const { r, alpha, a, b } = model;
  return { r: r + repeats, alpha: alpha + age, a, b: b + choicesOf(model, repeats) };
}

/** The rest of a distribution that is not worth computing. */
const NEGLIGIBLE = 1e-6;
/** Thirteen a day for a year. */
const MOST_PURCHASES = 5_000;

/**
 * The probabilities of 0, 1, 2, ... purchases within `weeks` from now; what is left out at the end is below
 * one in a million. Given that a customer is alive, the rate is Gamma(r + x, alpha + T) and the probability to
 * stop Beta(a, b + x), so the future is that of a new customer of such a model (equation 8).
 */
export function purchaseChances(model: BgNbd, history: BuyingHistory, weeks: number): number[] {
  const { r, alpha, a, b } = afterHistory(model, history);
  const alive = aliveProbability(model, history);
  const logZ = Math.log(weeks / (alpha + weeks));
  // Logarithm of the chance of k purchases of one who never stops, and the chance of at least k of them.
  let logCount = r * Math.log(alpha / (alpha + weeks));
  let atLeast = 1;
  // The chance to go on after each of the first k purchases, and after k - 1 of them.
  let goesOn = 1;
  const chances = [1 - alive + alive * Math.exp(logCount)];
  for (let k = 1; k < MOST_PURCHASES; k += 1) {
    atLeast -= Math.exp(logCount);
    if (goesOn * Math.max(0, atLeast) < NEGLIGIBLE) break;
    logCount += Math.log((r + k - 1) / k) + logZ;
    const stops = (goesOn * a) / (a + b + k - 1);
    goesOn -= stops;
    chances.push(alive * (goesOn * Math.exp(logCount) + stops * Math.max(0, atLeast)));
  }
  return chances;
}

/**
 * Weeks from now until half of such customers, if still alive, have bought again. Given no purchase the rate
 * is Gamma(r + x, alpha + T), so the chance to wait longer than t is ((alpha + T) / (alpha + T + t))^(r + x).
 */
export function medianWait(model: BgNbd, history: BuyingHistory): number {
  const { r, alpha } = afterHistory(model, history);
  return alpha * Math.expm1(Math.LN2 / r);
}
