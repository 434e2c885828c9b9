import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { sourceFiles, textOf } from './source-files.ts';

const MAX_LINES = 300;
const VAGUE_NAME = /(^|[-.])(utils?|helpers?|common|misc|managers?|services?|index)([-.]|$)/;
/** The composition root is the one place where all services meet; Shopify looks for a pixel in src/index. */
const NAMED_BY_DESIGN = ['app/services.server.ts', 'extensions/tendril-pixel/src/index.ts'];
/** Folders whose files are made by a tool, or stored word for word as their authors published them. */
const NOT_WRITTEN_HERE = /^(tests\/fixtures|app\/generated)\//;

function writtenHere(): string[] {
  return sourceFiles().filter(
    (file) => /\.[cm]?[jt]sx?$/.test(file) && !NOT_WRITTEN_HERE.test(file),
  );
}

function tooLong(file: string, text: string): string[] {
  const lines = text.trimEnd().split('\n').length;
  return lines > MAX_LINES
    ? [`${file} has ${String(lines)} lines: it does more than one thing`]
    : [];
}

function vaguelyNamed(file: string): string[] {
  if (NAMED_BY_DESIGN.includes(file) || !VAGUE_NAME.test(basename(file))) return [];
  return [`${file}: name the file after what it is or does`];
}

function wronglyCased(file: string): string[] {
  if (!/^(app|tests)\//.test(file) || /^app\/routes\//.test(file)) return [];
  return /^[a-z0-9.-]+$/.test(basename(file)) ? [] : [`${file}: file names are in kebab-case`];
}

function repeatedTitles(file: string, text: string): string[] {
  if (!/\.test\.tsx?$/.test(file)) return [];
  const titles = [...text.matchAll(/^\s*(?:test|it)\((['"`])(.*?)\1,/gm)].map(
    (match) => match[2] ?? '',
  );
  const repeated = titles.filter((title, position) => titles.indexOf(title) < position);
  return repeated.map((title) => `${file}: two tests say "${title}", one hides a copy`);
}

function silencedChecks(file: string, text: string): string[] {
  // The tests of the checks name what they look for.
  if (file.startsWith('tests/architecture/')) return [];
  const found = /@ts-(?:ignore|nocheck|expect-error)|eslint-disable|prettier-ignore/.exec(text);
  return found ? [`${file}: ${found[0]} hides a defect`] : [];
}

const THIS_FILE = 'tests/architecture/files.test.ts';

/** What a test must not hold, and why; see docs/decisions/0044-tests-that-tell-the-truth.md. */
const UNTRUE_PATTERNS: readonly [RegExp, string][] = [
  [/toMatch\(\/(?:\\w|\\S|\.)[+*]?\/\)/, 'matches nearly every text'],
  [/expect\((?:true|false|null|undefined|\d+)\)/, 'compares a constant'],
  [/holds: \(\) => true/, 'matches every predicate'],
  [
    /expect\((?:await )?([\w.]+\([^()\n]*\))\)\.to(?:Be|Equal)\((?:await )?\1\)/,
    'compares a call with itself',
  ],
  [/toBeLessThan(?:OrEqual)?\([A-Z_\d]*_MS\)/, 'has a duration for its pass mark'],
  [/expect\(performance\.now\(\)|AbortSignal\.timeout\(/, 'has a duration for its pass mark'],
  [/\.(?:poll|waitFor)\([^;]*\{ timeout: \d|^\}, [\d_]{5,}\);/m, 'has a limit of its own'],
  [/\b(?:test|hook)Timeout: \d|, timeout: \d[\d_]* \},?$/m, 'has a limit of its own'],
];

function untrueTests(file: string, text: string): string[] {
  // The test of this rule names what it looks for.
  if (!/(?:\.(?:test|spec)|-fixture)\.tsx?$/.test(file) || file === THIS_FILE) return [];
  return UNTRUE_PATTERNS.flatMap(([pattern, why]) => {
    const found = pattern.exec(text);
    return found ? [`${file}: a test ${why}: ${found[0].slice(0, 80)}`] : [];
  });
}

function faults(file: string, text: string): string[] {
  return [tooLong, vaguelyNamed, wronglyCased, repeatedTitles, silencedChecks, untrueTests].flatMap(
    (check) => check(file, text),
  );
}

test('every source file is short, plainly named and silences no check', () => {
  const files = writtenHere();
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap((file) => faults(file, textOf(file)))).toEqual([]);
});

test('a file that breaks a project rule is reported', () => {
  const titles = "test('a promise', () => {});\ntest('a promise', () => {});\n";
  expect(faults('app/lib/string-utils.ts', '')).toHaveLength(1);
  expect(faults('app/people/index.ts', '')).toHaveLength(1);
  expect(faults('app/people/personList.ts', '')).toHaveLength(1);
  expect(faults('app/people/person.ts', 'x\n'.repeat(MAX_LINES + 1))).toHaveLength(1);
  expect(faults('app/people/person.test.ts', titles)).toHaveLength(1);
  expect(faults('app/people/person.ts', '// @ts-ignore')).toHaveLength(1);
  expect(faults('app/people/person.ts', 'x\n'.repeat(MAX_LINES))).toEqual([]);
});

test.each([
  'expect(reason).toMatch(/\\w/);',
  'expect(true).toBe(true);',
  'const context = { now, person, facts, holds: () => true };',
  'expect(idOf(AT)).toBe(idOf(AT));',
  'expect(slowest).toBeLessThan(ANSWER_MS);',
  'expect(performance.now() - start).toBeLessThan(1_000);',
  'await expect.poll(jobsLeft, { timeout: 10_000 }).toBe(0);',
  "test('a promise', async () => {\n}, 60_000);",
  'vi.setConfig({ testTimeout: 60_000 });',
  "stack: [({ browser }, use) => withStack(use),\n{ scope: 'worker', timeout: 180_000 },\n]",
])('a test that cannot fail, or fails by the clock, is reported: %s', (text) => {
  expect(faults('app/people/person.test.ts', text)).toHaveLength(1);
});
