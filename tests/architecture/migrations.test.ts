import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../..');

const Findings = z.array(z.object({ rule_name: z.string() }));

let tree: string;

beforeEach(async () => {
  tree = await mkdtemp(join(tmpdir(), 'tendril-squawk-'));
  await cp(join(ROOT, '.squawk.toml'), join(tree, '.squawk.toml'));
});

afterEach(() => rm(tree, { recursive: true }));

/** The rules that a migration of this name breaks, as `npm run lint:migrations` finds them. */
async function brokenRules(name: string, sql: string): Promise<string[]> {
  const folder = join(tree, 'prisma/migrations', name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'migration.sql'), sql);
  const output = await new Promise<string>((resolve) => {
    // It exits with 1 when it finds something, which is no failure here.
    const squawk = execFile(
      join(ROOT, 'node_modules/.bin/squawk'),
      [
        '--reporter=json',
        '--no-error-on-unmatched-pattern',
        `prisma/migrations/${name}/migration.sql`,
      ],
      { cwd: tree },
      (_, stdout) => {
        resolve(stdout);
      },
    );
    // Without a file that it may lint it reads what is typed.
    squawk.stdin?.end();
  });
  return Findings.parse(JSON.parse(output)).map((finding) => finding.rule_name);
}

const NEW = '20261201000000_new';

test.each([
  ['alter table profile add column age int not null', 'adding-required-field'],
  ['create index by_name on profile (shop_id, name)', 'require-concurrent-index-creation'],
  ['alter table profile alter column orders type bigint', 'changing-column-type'],
  ['alter table profile drop column fit', 'ban-drop-column'],
  ['alter table profile rename column fit to match', 'renaming-column'],
  ['alter table profile add constraint few check (orders < 9)', 'constraint-missing-not-valid'],
  ['drop table cart', 'ban-drop-table'],
])('of a new migration this is reported: %s', async (sql, rule) => {
  expect(await brokenRules(NEW, `${sql};`)).toContain(rule);
});

test('a new table with its index, and a column with a default, are fine', async () => {
  const sql = `
    create table gift (shop_id uuid not null, id uuid not null, at timestamptz, primary key (shop_id, id));
    create index gift_at on gift (shop_id, at);
    alter table profile add column gifts int not null default 0;`;
  expect(await brokenRules(NEW, sql)).toEqual([]);
});

test('what was applied before these rules is left as it is', async () => {
  expect(await brokenRules('20261129000000_old', 'drop table cart;')).toEqual([]);
});

test('a migration names the shop whose rows it changes by the setting that row-level security reads', async () => {
  const folder = join(ROOT, 'prisma/migrations');
  const files = (await readdir(folder, { recursive: true })).filter((name) =>
    name.endsWith('.sql'),
  );
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  const named = texts.flatMap((sql) => [...sql.matchAll(/set_config\('([^']+)'/g)]);
  const read = texts.flatMap((sql) => [...sql.matchAll(/current_setting\('([^']+)'/g)]);
  expect(named.length).toBeGreaterThan(10);
  expect(new Set(named.map(([, name]) => name))).toEqual(new Set(read.map(([, name]) => name)));
});
