import type { Area } from './evaluate.ts';
import { meanOf, squaredErrorOf } from './sample.ts';

/** 97.5 % of a normal distribution lies below. */
const Z = 1.959964;

/**
 * By how much the area under the curve of one prediction is greater than that of another of the same people, with
 * the bounds that 95 of 100 such samples fall into (DeLong, DeLong and Clarke-Pearson, Biometrics 44, 1988):
 * both are of the same people, so much of what chance does to one it does to the other.
 * @returns null with fewer than two of either outcome
 */
export function areaGain(
  before: readonly number[],
  after: readonly number[],
  outcomes: readonly (0 | 1)[],
): Area | null {
  const [wasOf, isOf] = [placements(before, outcomes), placements(after, outcomes)];
  const gains = ([1, 0] as const).map((outcome) =>
    isOf[outcome].map((is, place) => is - (wasOf[outcome][place] ?? 0)),
  );
  const [positives = [], negatives = []] = gains;
  if (positives.length < 2 || negatives.length < 2) return null;
  const value = meanOf(positives);
  const margin = Z * Math.sqrt(squaredErrorOf(positives) + squaredErrorOf(negatives));
  return { value, low: value - margin, high: value + margin };
}

/** Of each person the share of those with the other outcome whom they are distinguished from, ties counting half. */
function placements(
  values: readonly number[],
  outcomes: readonly (0 | 1)[],
): Record<0 | 1, number[]> {
  const of = (outcome: 0 | 1) => values.filter((_, place) => outcomes[place] === outcome);
  const [negatives, positives] = [of(0), of(1)];
  const [below, above] = [negatives.toSorted(ascending), positives.toSorted(ascending)];
  return {
    1: positives.map((value) => shareBelow(below, value)),
    0: negatives.map((value) => 1 - shareBelow(above, value)),
  };
}

function ascending(a: number, b: number): number {
  return a - b;
}

/** The share of a sorted list that is below a value, those equal to it counting half. */
function shareBelow(sorted: readonly number[], value: number): number {
  const less = firstWhere(sorted, (one) => one >= value);
  const notMore = firstWhere(sorted, (one) => one > value);
  return (less + notMore) / 2 / sorted.length;
}

/** The place of the first of a sorted list that is far enough; its length where none is. */
function firstWhere(sorted: readonly number[], isFar: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isFar(sorted[middle] ?? Infinity)) high = middle;
    else low = middle + 1;
  }
  return low;
}
