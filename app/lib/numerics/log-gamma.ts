/** Arguments below this are carried up by the recurrence, so that the series is exact to double precision. */
const SERIES_FROM = 12;
const HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

/**
 * The natural logarithm of the gamma function for x > 0, by Stirling's series with Bernoulli's numbers
 * (Abramowitz and Stegun, "Handbook of Mathematical Functions", 6.1.41) above 12 and the recurrence 6.1.15
 * below.
 */
export function logGamma(x: number): number {
  let product = 1;
  let z = x;
  for (; z < SERIES_FROM; z += 1) product *= z;
  const s = 1 / (z * z);
  const series = (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / z;
  return (z - 0.5) * Math.log(z) - z + HALF_LOG_TWO_PI + series - Math.log(product);
}

/** The derivative of `logGamma` for x > 0 (as above, 6.3.18 and 6.3.5). */
export function digamma(x: number): number {
  let sum = 0;
  let z = x;
  for (; z < SERIES_FROM; z += 1) sum += 1 / z;
  const s = 1 / (z * z);
  const series = s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s / 132))));
  return Math.log(z) - 0.5 / z - series - sum;
}
