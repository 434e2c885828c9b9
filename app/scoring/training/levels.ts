import { calibration, type PredictedOutcome } from './evaluate.ts';

/** A part of the tested time: how many were looked at, what was expected of them, and what came about. */
export type Level = {
  /** First and last day looked at, since 1970-01-01 UTC. */
  from: number;
  until: number;
  count: number;
  expected: number;
  actual: number;
  /** The share that chance alone leaves open, 95 of 100 times. */
  low: number;
  high: number;
};

const PARTS = 4;

/**
 * Expected against actual by parts of the time, of about as many people each. Odds can be right by tenths of the
 * people and wrong of all of them for a while: a season, or days on which the shop is closed, moves all at once.
 */
export function levelsByTime(predicted: readonly (PredictedOutcome & { day: number })[]): Level[] {
  const sorted = predicted.toSorted((a, b) => a.day - b.day);
  const size = Math.ceil(sorted.length / PARTS);
  return Array.from({ length: size === 0 ? 0 : Math.ceil(sorted.length / size) }, (_, part) => {
    const members = sorted.slice(part * size, (part + 1) * size);
    const [first, last] = [members[0], members.at(-1)];
    return calibration(members, 1).map(({ count, expected, actual, low, high }) => ({
      from: first?.day ?? 0,
      until: last?.day ?? 0,
      count,
      expected,
      actual,
      low,
      high,
    }));
  }).flat();
}
