import { meanOf } from './sample.ts';

/** A predicted probability, and whether it came about. */
export type PredictedOutcome = { probability: number; outcome: 0 | 1 };

/** The area under the curve with the bounds that 95 of 100 such samples fall into. */
export type Area = { value: number; low: number; high: number };

/** People of about the same predicted probability: what was expected of them, and what came about. */
export type Bin = {
  count: number;
  /** Lowest and highest probability predicted. */
  from: number;
  to: number;
  /** Mean of the probabilities predicted. */
  expected: number;
  /** Share of those that came about. */
  actual: number;
  /** The share that chance alone leaves open, 95 of 100 times. */
  low: number;
  high: number;
};

/** A tenth of the people, the likeliest first; of those with the same prediction, each counts as their mean. */
export type Decile = { count: number; outcomes: number; share: number; lift: number };

/** 97.5 % of a normal distribution lies below. */
const Z = 1.959964;

/**
 * How often a person it came about for has the greater value than a person it did not, ties counting half: the area
 * under the ROC curve, exactly, by ranks (Mann and Whitney; Hanley and McNeil, Radiology 143, 1982). Only the order of
 * the values matters.
 * @returns 0 to 1; null where there are no two to compare
 */
export function areaUnderCurve(
  values: readonly number[],
  outcomes: readonly (0 | 1)[],
): number | null {
  const sorted = values
    .map((value, place) => ({ value, outcome: outcomes[place] ?? 0 }))
    .sort((a, b) => a.value - b.value);
  let positives = 0;
  let rankSum = 0;
  for (const { from, to } of runsOf(sorted, (a, b) => a.value === b.value)) {
    let inRun = 0;
    for (let place = from; place < to; place += 1) inRun += sorted[place]?.outcome ?? 0;
    positives += inRun;
    // Ranks from 1 on; those of equal value share their mean.
    rankSum += inRun * ((from + 1 + to) / 2);
  }
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/**
 * The bounds of an area by the standard error of Hanley and McNeil (Radiology 143, 1982), limited to 0 and 1.
 * @param positives for how many it came about, @param negatives for how many not; both above 0
 */
export function areaWithin(value: number, positives: number, negatives: number): Area {
  const one = value / (2 - value);
  const two = (2 * value ** 2) / (1 + value);
  const variance =
    (value * (1 - value) +
      (positives - 1) * (one - value ** 2) +
      (negatives - 1) * (two - value ** 2)) /
    (positives * negatives);
  const margin = Z * Math.sqrt(Math.max(0, variance));
  return { value, low: Math.max(0, value - margin), high: Math.min(1, value + margin) };
}

/** Mean squared distance between probability and outcome (Brier, 1950): 0 is perfect, lower is better. */
export function brierScore(predicted: readonly PredictedOutcome[]): number {
  return meanOf(predicted.map(({ probability, outcome }) => (probability - outcome) ** 2));
}

/** Mean of minus the logarithm of the probability of what happened; lower is better. */
export function logLoss(predicted: readonly PredictedOutcome[]): number {
  return meanOf(
    predicted.map(({ probability, outcome }) => {
      const held = Math.min(1 - 1e-15, Math.max(1e-15, probability));
      return -Math.log(outcome === 1 ? held : 1 - held);
    }),
  );
}

/**
 * Expected against actual, in about as many bins of about the same size, the lowest probability first. Those
 * with the same prediction are never separated. The bounds are Wilson's (1927) around what was expected.
 */
export function calibration(predicted: readonly PredictedOutcome[], bins: number): Bin[] {
  const sorted = predicted.toSorted((a, b) => a.probability - b.probability);
  const size = sorted.length / bins;
  const result: Bin[] = [];
  let from = 0;
  for (const { to } of runsOf(sorted, (a, b) => a.probability === b.probability)) {
    if (to < sorted.length && to < (result.length + 1) * size) continue;
    result.push(binOf(sorted.slice(from, to)));
    from = to;
  }
  return result;
}

/** The mean over people of what is the same for all of a bin; 0 of no people. */
export function meanOfBins(bins: readonly Bin[], of: (bin: Bin) => number): number {
  const people = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce((sum, bin) => sum + bin.count * of(bin), 0) / Math.max(1, people);
}

/** How far what came about was from what was expected, on average over people by bins; 1 is all. */
export function calibrationGap(bins: readonly Bin[]): number {
  return meanOfBins(bins, ({ expected, actual }) => Math.abs(actual - expected));
}

/** How far it would be from true probabilities: the mean distance of a normal share. */
export function samplingGap(bins: readonly Bin[]): number {
  return meanOfBins(bins, ({ count, expected }) =>
    Math.sqrt((2 / Math.PI) * ((expected * (1 - expected)) / count)),
  );
}

/**
 * The share of outcomes in each tenth of the people, the likeliest first, and how many times that is of the
 * share among all. Empty where nothing came about.
 */
export function liftByDecile(predicted: readonly PredictedOutcome[]): Decile[] {
  const sorted = predicted.toSorted((a, b) => b.probability - a.probability);
  const all = meanOf(sorted.map(({ outcome }) => outcome));
  if (sorted.length < 10 || all === 0) return [];
  const credited = sorted.map(() => 0);
  for (const { from, to } of runsOf(sorted, (a, b) => a.probability === b.probability))
    credited.fill(meanOf(sorted.slice(from, to).map(({ outcome }) => outcome)), from, to);
  return Array.from({ length: 10 }, (_, tenth) => {
    const from = Math.round((tenth * sorted.length) / 10);
    const to = Math.round(((tenth + 1) * sorted.length) / 10);
    const outcomes = credited.slice(from, to).reduce((sum, one) => sum + one, 0);
    const share = outcomes / (to - from);
    return { count: to - from, outcomes, share, lift: share / all };
  });
}

function binOf(members: readonly PredictedOutcome[]): Bin {
  const probabilities = members.map(({ probability }) => probability);
  const expected = meanOf(probabilities);
  return {
    count: members.length,
    from: probabilities[0] ?? 0,
    to: probabilities.at(-1) ?? 0,
    expected,
    actual: meanOf(members.map(({ outcome }) => outcome)),
    ...wilson(expected, members.length),
  };
}

function wilson(share: number, count: number): { low: number; high: number } {
  const spread = Z ** 2 / count;
  const middle = share + spread / 2;
  const margin = Z * Math.sqrt((share * (1 - share) + spread / 4) / count);
  return {
    low: Math.max(0, (middle - margin) / (1 + spread)),
    high: Math.min(1, (middle + margin) / (1 + spread)),
  };
}

/** The runs of a sorted list within which all are the same; `to` is exclusive. */
function* runsOf<T>(
  sorted: readonly T[],
  isSame: (a: T, b: T) => boolean,
): Generator<{ from: number; to: number }> {
  let from = 0;
  while (from < sorted.length) {
    const first = sorted[from] as T;
    let to = from + 1;
    while (to < sorted.length && isSame(first, sorted[to] as T)) to += 1;
    yield { from, to };
    from = to;
  }
}
