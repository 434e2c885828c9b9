import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

let tree: string;
let eslint: ESLint;

/** The rules that a text breaks, were it the text of an existing file. */
async function brokenRules(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: join(tree, file) });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const PURE = 'app/lib/clock.ts';
const SERVER = 'app/platform/db.server.ts';
const UI = 'app/ui/figure.tsx';
const ROUTE = 'app/routes/app.orders.tsx';

/** Files that the texts stand for or import: a tree so small that its types are read in a moment. */
const FILES = [PURE, SERVER, UI, ROUTE, 'app/lib/duration.ts'];

/** What the configuration is made of. */
const COPIED = [
  'eslint.config.js',
  'tsconfig.json',
  'package.json',
  'tests/architecture/words-rule.js',
  'docs/glossary.md',
];

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'tendril-lint-'));
  for (const file of FILES) {
    await mkdir(dirname(join(tree, file)), { recursive: true });
    await writeFile(join(tree, file), 'export const DAY = 1;\n');
  }
  for (const file of COPIED) await cp(join(ROOT, file), join(tree, file), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  eslint = new ESLint({ cwd: tree });
});

afterAll(() => rm(tree, { recursive: true }));

const BROKEN: readonly [rule: string, file: string, text: string][] = [
  [
    'no-restricted-imports',
    ROUTE,
    "import { Page } from '@shopify/polaris';\nexport const part = Page;\n",
  ],
  [
    '@typescript-eslint/no-floating-promises',
    SERVER,
    'export function f(work: () => Promise<void>): void {\n  work();\n}\n',
  ],
  [
    '@typescript-eslint/no-misused-promises',
    SERVER,
    'export function f(work: () => Promise<boolean>): number {\n  return work() ? 1 : 2;\n}\n',
  ],
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    PURE,
    "export function f(a: 'x' | 'y'): void {\n  switch (a) {\n    case 'x':\n      break;\n  }\n}\n",
  ],
  ['@typescript-eslint/no-explicit-any', PURE, 'export type A = any;\n'],
  [
    '@typescript-eslint/consistent-type-imports',
    PURE,
    "import { DAY } from './duration.ts';\nexport type A = typeof DAY;\n",
  ],
  [
    '@typescript-eslint/no-restricted-imports',
    PURE,
    "import pg from 'pg';\nexport const A = pg.types;\n",
  ],
  [
    '@typescript-eslint/no-restricted-imports',
    PURE,
    "import { json } from '@remix-run/node';\nexport const A = json;\n",
  ],
  ['no-restricted-properties', PURE, 'export const NOW = Date.now();\n'],
  ['no-restricted-properties', PURE, 'export const CHANCE = Math.random();\n'],
  ['no-restricted-properties', PURE, 'export const A = process.env;\n'],
  ['no-restricted-properties', SERVER, 'export const A = process.env;\n'],
  ['no-restricted-syntax', PURE, 'export const NOW = new Date();\n'],
  ['no-restricted-syntax', PURE, 'export const f = () => 1;\n'],
  [
    'no-restricted-syntax',
    UI,
    'export function F(more: { a: string }) {\n  return <p id="a" {...more} />;\n}\n',
  ],
  ['no-restricted-globals', PURE, "export const A = fetch('https://shop.example');\n"],
  ['no-restricted-exports', PURE, 'export default 1;\n'],
  ['no-console', SERVER, "console.log('hello');\n"],
  ['max-lines', PURE, 'export {};\n'.repeat(301)],
  ['tendril/words', PURE, 'export type WaitingBasket = string;\n'],
  ['tendril/words', PURE, 'export function f(readTold: string): string {\n  return readTold;\n}\n'],
  ['tendril/words', UI, 'export type Props = { restOfWorld: string };\n'],
];

test.each(BROKEN)('%s is enforced in %s: %j', async (rule, file, text) => {
  expect(await brokenRules(file, text)).toContain(rule);
});

test('what reads the environment or the clock is allowed in a *.server.ts file', async () => {
  const text = 'export function f(): number {\n  return Date.now() + Math.random();\n}\n';
  expect(await brokenRules(SERVER, text)).toEqual([]);
});

test('what is spread comes before named properties, and a key before both', async () => {
  const text =
    'export function F(more: { a: string }) {\n  return <p key="k" {...more} id="a" />;\n}\n';
  expect(await brokenRules(UI, text)).toEqual([]);
});

test('a name that only holds the letters of a refused word is allowed', async () => {
  const text = 'export type Appended = string;\nexport type Indoors = string;\n';
  expect(await brokenRules(PURE, text)).toEqual([]);
});

test('a check cannot be switched off inside a file', async () => {
  const text = '/* eslint-disable */\nexport const NOW = Date.now();\n';
  expect(await brokenRules(PURE, text)).toContain('no-restricted-properties');
});
