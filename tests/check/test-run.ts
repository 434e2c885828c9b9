import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

/** One test that ran: its file and its titles, and how long it took in milliseconds. */
export type RanTest = { name: string; ms: number };

/** What a run of tests came to. */
export type TestRun = {
  passed: number;
  tests: RanTest[];
  /** Each failure by the name of its test or file, with the first line of its message. */
  failures: string[];
};

const VitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          ancestorTitles: z.array(z.string()),
          title: z.string(),
          status: z.string(),
          duration: z.number().nullish(),
          failureMessages: z.array(z.string()),
        }),
      ),
    }),
  ),
});

const PlaywrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  tests: z.array(
    z.object({
      status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
      results: z.array(
        z.object({
          duration: z.number(),
          errors: z.array(z.object({ message: z.string().optional() })),
        }),
      ),
    }),
  ),
});

const PlaywrightSuite = z.object({
  specs: z.array(PlaywrightSpec),
  get suites() {
    return z.array(PlaywrightSuite).optional();
  },
});

const PlaywrightReport = z.object({
  suites: z.array(PlaywrightSuite),
  errors: z.array(z.object({ message: z.string().optional() })),
});

/**
 * Reads Vitest's JSON report. A file that failed although none of its tests did (it could not be loaded, or its
 * hooks failed) is one failure.
 * @param root the folder of the project, which names of files are relative to
 */
export function vitestRun(report: unknown, root: string): TestRun {
  const run: TestRun = { passed: 0, tests: [], failures: [] };
  for (const { name, status, message, assertionResults } of VitestReport.parse(report)
    .testResults) {
    const file = relative(root, name);
    const failed = assertionResults.filter((one) => one.status === 'failed');
    run.passed += assertionResults.filter((one) => one.status === 'passed').length;
    for (const { ancestorTitles, title, duration } of assertionResults)
      run.tests.push({ name: titled(file, ...ancestorTitles, title), ms: duration ?? 0 });
    for (const { ancestorTitles, title, failureMessages } of failed)
      run.failures.push(failure(titled(file, ...ancestorTitles, title), failureMessages[0]));
    if (status === 'failed' && failed.length === 0) run.failures.push(failure(file, message));
  }
  return run;
}

/**
 * Reads Playwright's JSON report. A test that needed a second try has failed; so has a run that could not start.
 * @param folder the folder of the browser tests, from the root of the project
 */
export function playwrightRun(report: unknown, folder: string): TestRun {
  const { suites, errors } = PlaywrightReport.parse(report);
  const run: TestRun = { passed: 0, tests: [], failures: [] };
  for (const { title, file, line, tests } of suites.flatMap(specsOf)) {
    const name = titled(`${folder}/${file}:${String(line)}`, title);
    for (const { status, results } of tests) {
      if (status === 'skipped') continue;
      run.tests.push({ name, ms: results.reduce((sum, { duration }) => sum + duration, 0) });
      if (status === 'expected') run.passed += 1;
      else run.failures.push(failure(name, results.flatMap((one) => one.errors)[0]?.message));
    }
  }
  for (const { message } of errors) run.failures.push(failure(folder, message));
  return run;
}

function specsOf({ specs, suites = [] }: z.infer<typeof PlaywrightSuite>): typeof specs {
  return [...specs, ...suites.flatMap(specsOf)];
}

function titled(file: string, ...titles: string[]): string {
  return [file, ...titles.filter((title) => title !== '')].join(' > ');
}

function failure(name: string, message = ''): string {
  const [first = ''] = stripVTControlCharacters(message).trim().split('\n');
  return first === '' ? name : `${name}: ${first.slice(0, 200)}`;
}
