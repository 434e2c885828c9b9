import type { RanTest } from './test-run.ts';

const SLOWEST = 10;

/** The slowest tests of a run, slowest first, as a table for a terminal. */
export function slowestTests(tests: readonly RanTest[]): string {
  return [...tests]
    .sort((one, other) => other.ms - one.ms)
    .slice(0, SLOWEST)
    .map(({ name, ms }) => `${(ms / 1_000).toFixed(1).padStart(7)} s  ${name}`)
    .join('\n');
}

/**
 * What stands at the very end: each failure on its line, the count below. Who reads only the end of the output
 * (a continuous integration does) sees what failed.
 */
export function closingLines(passed: number, failures: readonly string[]): string {
  return [
    ...failures.map((failure) => `FAILED  ${failure}`),
    `${String(passed)} passed, ${String(failures.length)} failed`,
  ].join('\n');
}
