import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { type Counts, playwrightCounts, vitestCounts } from './counts.ts';
import { proofsIn, proofTable } from './proofs.ts';

/** A script of package.json; one that runs tests leaves a report with their counts. */
type Check = { script: string; report?: { file: string; counts: (report: unknown) => Counts } };

const CODE_REPORT = 'test-results/code.json';

/** Checks that run one after the other, so that they keep one processor busy. */
type Lane = readonly Check[];

/**
 * One row after the other; the lanes of a row run side by side. The browser tests want the build, and one
 * processor; the tests of the code want two, and nothing beside them that would make them slow.
 */
const ROWS: readonly (readonly Lane[])[] = [
  [
    [
      { script: 'build' },
      {
        script: 'test:browser',
        report: { file: 'test-results/browser.json', counts: playwrightCounts },
      },
    ],
    [
      { script: 'typecheck' },
      { script: 'lint' },
      { script: 'format:check' },
      { script: 'deps' },
      { script: 'dead' },
    ],
  ],
  [[{ script: 'test:code', report: { file: CODE_REPORT, counts: vitestCounts } }]],
];

type Result = { ok: boolean; counts: Counts };

/** Runs one check and prints a line about it, and all it said when it failed. */
async function run(check: Check): Promise<Result> {
  if (check.report) await rm(check.report.file, { force: true });
  const start = performance.now();
  const { exitCode, output } = await runScript(check.script);
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  const ok = exitCode === 0;
  const counts = await readCounts(check, ok);
  console.log(`${ok ? 'ok    ' : 'FAILED'}  ${check.script.padEnd(14)} ${seconds.padStart(6)} s`);
  if (!ok) console.log(output);
  return { ok, counts };
}

async function runLane(lane: Lane): Promise<Result[]> {
  const done: Result[] = [];
  for (const check of lane) done.push(await run(check));
  return done;
}

async function runScript(script: string): Promise<{ exitCode: number | null; output: string }> {
  const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve);
    child.on('error', reject);
  });
  return { exitCode, output: Buffer.concat(said).toString() };
}

async function readCounts(check: Check, ok: boolean): Promise<Counts> {
  if (!check.report) return { passed: 0, failed: ok ? 0 : 1 };
  const { file, counts } = check.report;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    // A run that passed has written its report; one that broke early may not have.
    if (ok) throw error;
    return undefined;
  });
  const counted = text === undefined ? { passed: 0, failed: 0 } : counts(JSON.parse(text));
  return { ...counted, failed: Math.max(counted.failed, ok ? 0 : 1) };
}

/** What the tests of reliability counted, also when one of them failed; nothing when none of them ran. */
async function printProofs(): Promise<void> {
  const text = await readFile(CODE_REPORT, 'utf8').catch(() => undefined);
  const proofs = text === undefined ? [] : proofsIn(JSON.parse(text));
  if (proofs.length > 0) console.log(`\n${proofTable(proofs)}\n`);
}

const results: Result[] = [];
for (const row of ROWS) results.push(...(await Promise.all(row.map(runLane))).flat());
await printProofs();
const passed = results.reduce((sum, { counts }) => sum + counts.passed, 0);
const failed = results.reduce((sum, { counts }) => sum + counts.failed, 0);
console.log(`${String(passed)} passed, ${String(failed)} failed`);
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
