import { expect, test } from 'vitest';
import { playwrightCounts, vitestCounts } from './counts.ts';

test('Vitest counts are read as they are', () => {
  const report = { numPassedTests: 5, numFailedTests: 2, numFailedTestSuites: 1 };
  expect(vitestCounts(report)).toEqual({ passed: 5, failed: 2 });
});

test('a test file that does not load is a failure although no test of it ran', () => {
  const report = { numPassedTests: 5, numFailedTests: 0, numFailedTestSuites: 3 };
  expect(vitestCounts(report)).toEqual({ passed: 5, failed: 1 });
});

test('a browser test that needed a second try has passed', () => {
  const report = { stats: { expected: 3, unexpected: 0, flaky: 1 }, errors: [] };
  expect(playwrightCounts(report)).toEqual({ passed: 4, failed: 0 });
});

test('a browser run that could not start is a failure', () => {
  const report = { stats: { expected: 0, unexpected: 0, flaky: 0 }, errors: [{ message: 'x' }] };
  expect(playwrightCounts(report)).toEqual({ passed: 0, failed: 1 });
});

test('a report of another shape is refused', () => {
  expect(() => vitestCounts({})).toThrow();
});
