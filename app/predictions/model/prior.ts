import type { Slope } from '#app/lib/numerics/minimise.ts';
import type { BgNbd } from './bg-nbd.ts';
import type { GammaGamma } from './gamma-gamma-parameters.ts';

/** A number that is believed to lie around `middle`, normally distributed. */
type NormalPrior = { middle: number; spread: number };

/**
 * What is believed of a shop before it has data, about quantities that mean the same in every shop. All are
 * taken by their logarithm, or log-odds, so that a spread of 0.7 means "about half to twice".
 */
export type Priors = {
  /** How alike people's rates are (r). */
  rateShape: NormalPrior;
  /** Purchases a week of an average customer while alive (r / alpha). */
  weeklyRate: NormalPrior;
  /** Log-odds to stop after a purchase (a / (a + b)). */
  stopping: NormalPrior;
  /** How alike people are in stopping (a + b). */
  stoppingShape: NormalPrior;
  /** How alike the orders of one person are (p of the Gamma-Gamma model). */
  orderShape: NormalPrior;
  /** How alike people are in what they spend (q - 1). */
  spendShape: NormalPrior;
};

/**
 * The belief a shop starts with: in the middle the published fits to the CDNOW customers (Fader, Hardie and
 * Lee 2005; Fader and Hardie 2013), which are near those of many shops of consumer goods, with spreads that
 * leave room for most others: half to twice where the model is about people, a third to three times for the
 * rate, which depends on what is sold. What people spend on average has no prior: a shop with any orders
 * knows it.
 */
export const SHOP_PRIORS: Priors = {
  rateShape: { middle: Math.log(0.243), spread: 0.7 },
  weeklyRate: { middle: Math.log(0.243 / 4.414), spread: 1.1 },
  stopping: { middle: Math.log(0.793 / 2.426), spread: 0.7 },
  stoppingShape: { middle: Math.log(0.793 + 2.426), spread: 0.7 },
  orderShape: { middle: Math.log(6.25), spread: 0.7 },
  spendShape: { middle: Math.log(2.74), spread: 0.7 },
};

/** The penalty of a model by the logarithms of r, alpha, a and b: minus the logarithm of the prior's density. */
export function bgNbdPrior(priors: Priors, { r, alpha, a, b }: BgNbd): Slope {
  const shape = penalty(priors.rateShape, Math.log(r));
  const rate = penalty(priors.weeklyRate, Math.log(r / alpha));
  const stopping = penalty(priors.stopping, Math.log(a / b));
  const stoppingShape = penalty(priors.stoppingShape, Math.log(a + b));
  const shareA = a / (a + b);
  return {
    value: shape.value + rate.value + stopping.value + stoppingShape.value,
    gradient: [
      shape.slope + rate.slope,
      -rate.slope,
      stopping.slope + stoppingShape.slope * shareA,
      -stopping.slope + stoppingShape.slope * (1 - shareA),
    ],
  };
}

/** The same for what people spend, by the logarithms of p and q - 1. */
export function gammaGammaPrior(priors: Priors, { p, q }: GammaGamma): Slope {
  const order = penalty(priors.orderShape, Math.log(p));
  const spend = penalty(priors.spendShape, Math.log(q - 1));
  return { value: order.value + spend.value, gradient: [order.slope, spend.slope, 0] };
}

function penalty({ middle, spread }: NormalPrior, at: number): { value: number; slope: number } {
  const off = (at - middle) / spread;
  return { value: off ** 2 / 2, slope: off / spread };
}
