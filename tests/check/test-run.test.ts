import { expect, test } from 'vitest';
import { playwrightRun, vitestRun } from './test-run.ts';

const ROOT = '/project';

function vitestTest(title: string, status: string, ...failureMessages: string[]) {
  return { ancestorTitles: ['', 'a group'], title, status, duration: 12.5, failureMessages };
}

function vitestFile(status: string, message: string, ...assertionResults: unknown[]) {
  return { name: `${ROOT}/app/a.test.ts`, status, message, assertionResults };
}

function browserTest(status: string, ...messages: string[]) {
  const results = [{ duration: 2_000, errors: messages.map((message) => ({ message })) }];
  const spec = { title: 'opens', file: 'a.spec.ts', line: 7, tests: [{ status, results }] };
  return { suites: [{ specs: [], suites: [{ specs: [spec] }] }], errors: [] };
}

test('each test of Vitest is counted, timed and, when it failed, named with the first line of its reason', () => {
  const failed = vitestTest('adds', 'failed', '\u001b[31mexpected 3\u001b[39m\n    at a.ts:1');
  const file = vitestFile('failed', '', vitestTest('works', 'passed'), failed);
  expect(vitestRun({ testResults: [file] }, ROOT)).toEqual({
    passed: 1,
    tests: [
      { name: 'app/a.test.ts > a group > works', ms: 12.5 },
      { name: 'app/a.test.ts > a group > adds', ms: 12.5 },
    ],
    failures: ['app/a.test.ts > a group > adds: expected 3'],
  });
});

test('a test file that does not load is a failure although no test of it ran', () => {
  const file = vitestFile('failed', 'Cannot find module "b"');
  expect(vitestRun({ testResults: [file] }, ROOT).failures).toEqual([
    'app/a.test.ts: Cannot find module "b"',
  ]);
});

test('a skipped test of Vitest has neither passed nor failed', () => {
  const file = vitestFile('passed', '', vitestTest('later', 'skipped'));
  expect(vitestRun({ testResults: [file] }, ROOT)).toMatchObject({ passed: 0, failures: [] });
});

test('a browser test is found in nested groups, with its file and line', () => {
  expect(playwrightRun(browserTest('expected'), 'tests/e2e')).toEqual({
    passed: 1,
    tests: [{ name: 'tests/e2e/a.spec.ts:7 > opens', ms: 2_000 }],
    failures: [],
  });
});

test('a browser test that failed, or needed a second try, has failed', () => {
  for (const status of ['unexpected', 'flaky']) {
    const run = playwrightRun(browserTest(status, 'Error: no button\n  at x'), 'tests/e2e');
    expect(run.passed).toBe(0);
    expect(run.failures).toEqual(['tests/e2e/a.spec.ts:7 > opens: Error: no button']);
  }
});

test('a browser run that could not start is a failure', () => {
  const report = { suites: [], errors: [{ message: 'no browser' }] };
  expect(playwrightRun(report, 'tests/e2e').failures).toEqual(['tests/e2e: no browser']);
});

test('a report of another shape is refused', () => {
  expect(() => vitestRun({}, ROOT)).toThrow();
  expect(() => playwrightRun({}, 'tests/e2e')).toThrow();
});
