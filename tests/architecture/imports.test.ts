import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import configuration from '../../.dependency-cruiser.mjs';

const ROOT = join(import.meta.dirname, '../..');

const Rules = z.object({ forbidden: z.array(z.object({ name: z.string() })) });
const Report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

/** Runs the import rules over a tree, as `npm run deps` does over the code; gives `rule: file` for each violation. */
async function violations(root: string): Promise<string[]> {
  const program = join(ROOT, 'node_modules/.bin/depcruise');
  const options = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json'];
  const output = await new Promise<string>((resolve) => {
    // It exits with the number of violations, which is no failure here.
    execFile(
      program,
      ['app', 'extensions', 'tests', 'prisma', ...options],
      { cwd: root, maxBuffer: 1e8 },
      (_, stdout) => {
        resolve(stdout);
      },
    );
  });
  const { summary } = Report.parse(JSON.parse(output));
  return summary.violations.map((violation) => `${violation.rule.name}: ${violation.from}`);
}

/** One file for each rule, breaking just that one; an import of a type counts like any other. */
const PLANTED: Record<string, { file: string; text: string }> = {
  'no-circular': { file: 'app/lib/circle.ts', text: "import type {} from './other-half.ts';" },
  'no-unresolvable': { file: 'app/lib/lost.ts', text: "import 'no-such-package';" },
  'pure-stays-pure': { file: 'app/lib/pure.ts', text: "import type {} from './io.server.ts';" },
  'pure-no-node-builtins': { file: 'app/lib/builtin.ts', text: "import 'node:fs';" },
  'routes-are-leaves': { file: 'app/page.server.ts', text: "import './routes/app.ts';" },
  'http-is-served-by-the-web-process': {
    file: 'app/worker.server.ts',
    text: "import './http/target.ts';",
  },
  'ui-fetches-nothing': {
    file: 'app/ui/card.tsx',
    text: "import type {} from '../lib/io.server.ts';",
  },
  'extensions-stand-alone': { file: 'extensions/a.ts', text: "import '../app/lib/target.ts';" },
  'app-without-extensions': {
    file: 'app/lib/embed.ts',
    text: "import '../../extensions/target.ts';",
  },
  'app-without-tests': { file: 'app/lib/tested.ts', text: "import '../../tests/target.ts';" },
  'order-lib': { file: 'app/lib/order.ts', text: "import '../events/target.ts';" },
};

const { forbidden } = Rules.parse(configuration);
const names = forbidden.map((rule) => rule.name);
const ordered = names.filter((name) => name.startsWith('order-')).map((name) => name.slice(6));
for (const folder of ordered.slice(1)) {
  const after = ordered[ordered.indexOf(folder) + 1] ?? 'routes';
  PLANTED[`order-${folder}`] = {
    file: `app/${folder}/order.ts`,
    text: `import '../${after}/target.ts';`,
  };
}

const TARGETS: Record<string, string> = {
  'app/lib/other-half.ts': "import './circle.ts';",
  'app/lib/io.server.ts': '',
  'app/routes/app.ts': '',

  'extensions/target.ts': '',
  'tests/target.ts': '',
  'prisma/target.ts': '',
  'tsconfig.json': '{}',
  'package.json': '{ "type": "module" }',
  ...Object.fromEntries([...ordered, 'routes'].map((name) => [`app/${name}/target.ts`, ''])),
};

let tree: string;

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'tendril-imports-'));
  const planted = Object.values(PLANTED).map(({ file, text }) => [file, text] as const);
  for (const [file, text] of [...Object.entries(TARGETS), ...planted]) {
    await mkdir(dirname(join(tree, file)), { recursive: true });
    await writeFile(join(tree, file), text);
  }
  await cp(join(ROOT, '.dependency-cruiser.mjs'), join(tree, '.dependency-cruiser.mjs'));
  await symlink(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
});

afterAll(() => rm(tree, { recursive: true }));

test('every import rule reports the file that breaks it, and no rule reports a clean file', async () => {
  const found = await violations(tree);
  const expected = names.map((name) => `${name}: ${PLANTED[name]?.file ?? 'nothing planted'}`);
  expect(found).toEqual(expect.arrayContaining(expected));
  const broken = new Set(Object.values(PLANTED).map(({ file }) => file));
  const clean = found.filter((line) => !broken.has(line.split(': ')[1] ?? ''));
  expect(clean).toEqual([]);
});
