import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { runSteps, type Steps } from '#app/lib/steps.ts';

/** Cases to learn from: a row of numbers for each, and whether it came about. */
export type Cases = { rows: readonly (readonly number[])[]; outcomes: readonly (0 | 1)[] };

/** The logarithm of the odds as a weighted sum: `intercept + sum of weight * number`. */
export type Logistic = { intercept: number; weights: number[] };

export type LogisticFit = Logistic & {
  /** Without the penalty. */
  logLikelihood: number;
  /** Of the intercept and of each weight; those of maximum likelihood only where nothing was penalised. */
  standardErrors: [intercept: number, ...weights: number[]];
  /** False where the steps did not come to rest, as when the outcomes can be separated without a penalty. */
  hasConverged: boolean;
};

const MOST_STEPS = 50;
const MOST_HALVINGS = 30;
/** A step that gains less than this of the penalised log-likelihood is the last: the next would gain its square. */
const LEAST_GAIN = 1e-8;

/**
 * Logistic regression by Newton's method, which for it is iteratively reweighted least squares (McCullagh and
 * Nelder, Generalized Linear Models, 1989, section 2.5), with a ridge penalty (le Cessie and van Houwelingen,
 * Applied Statistics 41, 1992): the greatest `log-likelihood - l2 / 2 * sum of squared weights`. The intercept
 * is not penalised, so the mean of what is predicted is the share of what came about.
 * @param l2 strength of the penalty on the scale of the sum over all cases; 0 for none
 * @throws where columns depend on each other and nothing is penalised
 */
export function fitLogistic(cases: Cases, l2: number): LogisticFit {
  return runSteps(logisticSteps(cases, l2));
}

/** The same step by step, so that the caller can let others work in between. */
export function* logisticSteps({ rows, outcomes }: Cases, l2: number): Steps<LogisticFit> {
  if (rows.length === 0 || rows.length !== outcomes.length)
    throw new Error('A logistic regression needs as many outcomes as rows, and at least one.');
  const design = new Matrix(rows.map((row) => [1, ...row]));
  const transposed = design.transpose();
  const observed = Matrix.columnVector([...outcomes]);
  let weights = Matrix.zeros(design.columns, 1);
  let value = objective(design, observed, weights, l2);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { gradient, curvature } = slope(design, transposed, observed, weights, l2);
    const direction = curvature.solve(gradient);
    // What the step would gain if the curvature stayed the same.
    if (gradient.dot(direction) / 2 < LEAST_GAIN)
      return fitted(design, observed, Matrix.add(weights, direction), curvature, true);
    const better = along(direction, weights, value, (at) => objective(design, observed, at, l2));
    if (!better) return fitted(design, observed, weights, curvature, true);
    ({ weights, value } = better);
    yield;
  }
  const { curvature } = slope(design, transposed, observed, weights, l2);
  return fitted(design, observed, weights, curvature, false);
}

/** The probability of a row, 0 to 1. */
export function probabilityOf(model: Logistic, row: readonly number[]): number {
  return sigmoid(logOddsOf(model, row));
}

/** The logarithm of a row's odds. */
export function logOddsOf({ intercept, weights }: Logistic, row: readonly number[]): number {
  return weights.reduce((sum, weight, place) => sum + weight * (row[place] ?? 0), intercept);
}

function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** log(1 + exp(x)) without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

function logLikelihood(design: Matrix, observed: Matrix, weights: Matrix): number {
  const logOdds = design.mmul(weights);
  let sum = 0;
  for (let row = 0; row < design.rows; row += 1) {
    const at = logOdds.get(row, 0);
    sum += observed.get(row, 0) * at - softplus(at);
  }
  return sum;
}

function objective(design: Matrix, observed: Matrix, weights: Matrix, l2: number): number {
  return logLikelihood(design, observed, weights) - (l2 / 2) * squares(weights);
}

/** The sum of the squared weights without the intercept. */
function squares(weights: Matrix): number {
  let sum = 0;
  for (let place = 1; place < weights.rows; place += 1) sum += weights.get(place, 0) ** 2;
  return sum;
}

function slope(
  design: Matrix,
  transposed: Matrix,
  observed: Matrix,
  weights: Matrix,
  l2: number,
): { gradient: Matrix; curvature: CholeskyDecomposition } {
  const expected = design.mmul(weights).apply(function (this: Matrix, row, column) {
    this.set(row, column, sigmoid(this.get(row, column)));
  });
  const gradient = transposed.mmul(Matrix.sub(observed, expected));
  const variance = Matrix.sub(expected, Matrix.mul(expected, expected));
  const weighted = design.clone().mulColumnVector(variance);
  const hessian = transposed.mmul(weighted);
  for (let place = 0; place < hessian.rows; place += 1) {
    // The product is symmetric but for rounding, and the decomposition asks for it to the last bit.
    for (let other = 0; other < place; other += 1)
      hessian.set(place, other, hessian.get(other, place));
    if (place === 0) continue;
    gradient.set(place, 0, gradient.get(place, 0) - l2 * weights.get(place, 0));
    hessian.set(place, place, hessian.get(place, place) + l2);
  }
  const curvature = new CholeskyDecomposition(hessian);
  if (!curvature.isPositiveDefinite())
    throw new Error('Columns depend on each other: give a penalty above 0, or leave one out.');
  return { gradient, curvature };
}

/** The first of ever shorter steps that is better; null when none is, because rounding is all that is left. */
function along(
  direction: Matrix,
  from: Matrix,
  value: number,
  objectiveAt: (weights: Matrix) => number,
): { weights: Matrix; value: number } | null {
  for (let halving = 0; halving < MOST_HALVINGS; halving += 1) {
    const weights = Matrix.add(from, Matrix.mul(direction, 0.5 ** halving));
    const reached = objectiveAt(weights);
    if (reached > value) return { weights, value: reached };
  }
  return null;
}

function fitted(
  design: Matrix,
  observed: Matrix,
  weights: Matrix,
  curvature: CholeskyDecomposition,
  hasConverged: boolean,
): LogisticFit {
  const [intercept = 0, ...rest] = weights.to1DArray();
  const [first = 0, ...others] = curvature
    .solve(Matrix.eye(design.columns))
    .diagonal()
    .map(Math.sqrt);
  return {
    intercept,
    weights: rest,
    logLikelihood: logLikelihood(design, observed, weights),
    standardErrors: [first, ...others],
    hasConverged,
  };
}
