/** `npm test`: runs every check, says what it is doing, and counts the tests. */
import { readFile, rm } from 'node:fs/promises';
import { closingLines, slowestTests } from './closing-lines.ts';
import { proofsIn, proofTable } from './proofs.ts';
import { runScript } from './run-script.ts';
import { playwrightRun, type TestRun, vitestRun } from './test-run.ts';

/** A script of package.json; one that runs tests leaves a report about them. */
type Check = { script: string; report?: { file: string; read: (report: unknown) => TestRun } };

/** A check; several in turn; or several side by side. */
type Plan = Check | { inTurn: readonly Plan[] } | { sideBySide: readonly Plan[] };

const CODE_REPORT = 'test-results/code.json';
const FAULTS_REPORT = 'test-results/faults.json';

function codeTests(script: string, file: string): Check {
  return { script, report: { file, read: (report) => vitestRun(report, process.cwd()) } };
}

const BROWSER_TESTS: Check = {
  script: 'test:browser',
  report: {
    file: 'test-results/browser.json',
    read: (report) => playwrightRun(report, 'tests/e2e'),
  },
};

/**
 * Two lanes, each of which keeps a processor busy. The browser tests and those of faults start many processes and want
 * the pages built; one after the other, so that none starts while three other programs compile. They take longest: all
 * else stands in the other lane.
 */
const PLAN: Plan = {
  sideBySide: [
    {
      inTurn: [{ script: 'build' }, BROWSER_TESTS, codeTests('test:faults', FAULTS_REPORT)],
    },
    {
      inTurn: [
        { script: 'typecheck' },
        { script: 'lint' },
        { script: 'lint:migrations' },
        { script: 'format:check' },
        { script: 'deps' },
        { script: 'dead' },
        codeTests('test:code', CODE_REPORT),
      ],
    },
  ],
};

const NOTHING_RAN: TestRun = { passed: 0, tests: [], failures: [] };

/** Runs one check. Tests are shown as they end; what another check wrote is shown when it failed. */
async function run(check: Check): Promise<TestRun> {
  const name = check.script.padEnd(12);
  if (check.report) await rm(check.report.file, { force: true });
  console.log(`start   ${check.script}`);
  const start = performance.now();
  const written: string[] = [];
  const exitCode = await runScript(check.script, (line) => {
    if (line.trim() === '') return;
    if (check.report) console.log(`${name}  ${line}`);
    else written.push(line);
  });
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  const ok = exitCode === 0;
  if (!ok) for (const line of written) console.log(`${name}  ${line}`);
  console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name} ${seconds.padStart(6)} s`);
  const ran = await readReport(check, ok);
  if (ok || ran.failures.length > 0) return ran;
  return { ...ran, failures: [`${check.script} ended with ${String(exitCode ?? 'a signal')}`] };
}

async function runPlan(plan: Plan): Promise<TestRun[]> {
  if ('script' in plan) return [await run(plan)];
  if ('sideBySide' in plan) return (await Promise.all(plan.sideBySide.map(runPlan))).flat();
  const done: TestRun[] = [];
  for (const part of plan.inTurn) done.push(...(await runPlan(part)));
  return done;
}

async function readReport({ report }: Check, ok: boolean): Promise<TestRun> {
  if (!report) return NOTHING_RAN;
  const text = await readFile(report.file, 'utf8').catch((error: unknown) => {
    // A run that passed has written its report; one that broke early may not have.
    if (ok) throw error;
    return undefined;
  });
  return text === undefined ? NOTHING_RAN : report.read(JSON.parse(text));
}

/** What the tests of reliability counted, also when one of them failed; nothing when none of them ran. */
async function printProofs(): Promise<void> {
  const texts = await Promise.all(
    [CODE_REPORT, FAULTS_REPORT].map((file) => readFile(file, 'utf8').catch(() => undefined)),
  );
  const reports = texts.flatMap((text) =>
    text === undefined ? [] : [JSON.parse(text) as unknown],
  );
  const proofs = proofsIn(reports);
  if (proofs.length > 0) console.log(`\n${proofTable(proofs)}`);
}

const runs = await runPlan(PLAN);
await printProofs();
console.log(`\nSlowest tests\n${slowestTests(runs.flatMap(({ tests }) => tests))}\n`);
const failures = runs.flatMap((one) => one.failures);
console.log(
  closingLines(
    runs.reduce((sum, { passed }) => sum + passed, 0),
    failures,
  ),
);
process.exitCode = failures.length === 0 ? 0 : 1;
