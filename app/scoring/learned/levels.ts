import { calibration, type Told } from './evaluate.ts';

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
 * Expected against actual by parts of the time, of about as many people each. Chances can be right by tenths of the
 * people and wrong of all of them for a while: a season, or days on which the shop is closed, moves all at once.
 */
export function levelsOf(told: readonly (Told & { day: number })[]): Level[] {
  const sorted = told.toSorted((a, b) => a.day - b.day);
  const size = Math.ceil(sorted.length / PARTS);
  return Array.from({ length: size === 0 ? 0 : Math.ceil(sorted.length / size) }, (_, part) => {
    const members = sorted.slice(part * size, (part + 1) * size);
    const [all] = calibration(members, 1);
    const { count = 0, expected = 0, actual = 0, low = 0, high = 1 } = all ?? {};
    return {
      from: members[0]?.day ?? 0,
      until: members.at(-1)?.day ?? 0,
      count,
      expected,
      actual,
      low,
      high,
    };
  });
}
