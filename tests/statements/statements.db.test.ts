import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import { DYNAMIC, NEVER_NULL } from './accepted.ts';
import { readCatalogue } from './catalogue.ts';
import { checkStatements } from './check-statements.ts';
import { openDescriber } from './describe-statement.ts';
import { findStatements, statementKey, type Statement } from './find-statements.ts';
import { FRAGMENTS } from './fragments.ts';
import { PLANTED_FILE, PLANTED_SOURCE } from './planted.ts';
import { sourceProgram } from './source-program.ts';

const db = await testDatabase();
const client = new pg.Client({ connectionString: db.url });
await client.connect();
const catalogue = await readCatalogue(client);
await openDescriber(client);
afterAll(() => client.end());

/** The app with a planted file; the program itself is not held on to. */
const all = findStatements(sourceProgram({ [PLANTED_FILE]: PLANTED_SOURCE }), FRAGMENTS);
const planted = { found: all.found.filter(isPlanted), dynamic: all.dynamic.filter(isPlanted) };
const app = {
  found: all.found.filter((one) => !isPlanted(one)),
  dynamic: all.dynamic.filter((one) => !isPlanted(one)),
};

function isPlanted({ file }: { file: string }): boolean {
  return file === PLANTED_FILE;
}

function functionOf({ place }: { place: string }): string {
  return place.split(':')[0] ?? '';
}

function byFile(statements: readonly Statement[]): [string, Statement[]][] {
  const files = new Map<string, Statement[]>();
  for (const one of statements) files.set(one.file, [...(files.get(one.file) ?? []), one]);
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1));
}

test.each(byFile(app.found))(
  'the statements of %s give what is declared',
  async (_, statements) => {
    expect(await checkStatements(client, catalogue, statements)).toEqual([]);
  },
);

test('statements are found in the whole app', () => {
  expect(app.found.length).toBeGreaterThan(500);
});

test('statements that are put together at run time are listed with a reason', () => {
  const unlisted = app.dynamic.filter((one) => !Object.hasOwn(DYNAMIC, statementKey(one)));
  expect(unlisted.map(({ file, place, part }) => `${place} of ${file}: ${part}`)).toEqual([]);
  const functions = new Set(app.dynamic.map(statementKey));
  expect(Object.keys(DYNAMIC).filter((key) => !functions.has(key))).toEqual([]);
});

test('columns that are taken for never null against the statement are still read', () => {
  const functions = new Set(app.found.map(statementKey));
  const gone = Object.keys(NEVER_NULL).filter(
    (key) => !functions.has(key.slice(0, key.lastIndexOf('.'))),
  );
  expect(gone).toEqual([]);
});

test.each([
  ['rightly', []],
  ['filtered', []],
  ['missesColumn', ['does not give "grade" of the type']],
  ['hasMore', ['gives "orders", which the type lacks']],
  ['hidesNull', ['may give null as "email": declare it with "| null"']],
  ['hidesOuterJoin', ['may give null as "orders": declare it with "| null"']],
  ['hidesEmptySum', ['may give null as "orders": declare it with "| null"']],
  [
    'inventsNull',
    [
      'never gives null as "id": declare it without "| null"',
      'never gives null as "n": declare it without "| null"',
    ],
  ],
  [
    'mistakesType',
    [
      'gives "at" as number, declared as Date',
      'gives "kept_apart" as a list of string, declared as a list of number',
    ],
  ],
  ['sendsTooMany', ['takes 1 parameters and is given 2']],
  ['misspells', ['is refused by the server: column "emial" of relation "profile" does not exist']],
  // Of a condition and of a union of literals, each combination.
  ['chooses', ['is refused by the server: relation "carts" does not exist']],
  ['readsCursor', ['may give null as "name": declare it with "| null"']],
  ['isHandedOver', ['gives "id" as string, declared as number']],
])('of a planted statement that %s, this is reported', async (name, faults) => {
  const statements = planted.found.filter((one) => functionOf(one) === name);
  expect(statements.length).toBeGreaterThan(0);
  const reported = await checkStatements(client, catalogue, statements);
  expect(reported.map((fault) => fault.replace(/^\w+:\d+ /, ''))).toEqual(faults);
});

test('a statement whose text is put together at run time is reported as such', () => {
  expect(planted.dynamic.map((one) => [functionOf(one), one.part])).toEqual([
    ['dependsOnInput', 'condition'],
  ]);
});
