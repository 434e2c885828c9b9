import { expect, test } from 'vitest';
import { sourceFiles, textOf } from './source-files.ts';

/** What sends a statement to the database: `query` of a connection or a pool, and what takes rows along. */
const SENDS_SQL = [
  /\b(?:\w*[cC]lient|\w*[pP]ool)\.query\b/,
  // Of whatever it is called: nothing but a statement is handed over as a text.
  /\.query\s*(?:<[^(]*>)?\(\s*(?:['"`]|\{\s*text\b)/,
  /\b(?:writeRows|rowsParameter|readInKeyOrder)[<(]/,
];

/** The database layer itself. */
const ALLOWED = /^app\/platform\/|\/store\//;

/** The files that send SQL and stand in no `store/` folder. */
function sqlOutsideStores(texts: ReadonlyMap<string, string>): string[] {
  return [...texts]
    .filter(([file, text]) => !ALLOWED.test(file) && SENDS_SQL.some((sends) => sends.test(text)))
    .map(([file]) => file)
    .sort();
}

const files = sourceFiles().filter((file) => /^app\/.*(?<![.]test)[.]tsx?$/.test(file));

test('SQL stands in a store/ folder', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(sqlOutsideStores(new Map(files.map((file) => [file, textOf(file)])))).toEqual([]);
});

test('a page that reads the database itself is reported, a store and what is no database are not', () => {
  const texts = new Map([
    ['app/people/page/list-people.server.ts', "await client.query<Row>('select 1');"],
    ['app/jobs/remove.server.ts', 'await services.pool.query(`delete from cart`);'],
    ['app/jobs/count.server.ts', 'await connection.query<{ n: number }>(\n  `select 1 as n`,\n);'],
    ['app/jobs/begin.server.ts', "await transaction.query({ text: 'select 1' });"],
    ['app/engine/load.server.ts', "await client.query('select 1');"],
    ['app/catalog/save.server.ts', 'await writeRows(client, shopId, SAVE, rows);'],
    ['app/people/store/list-people.server.ts', "await client.query<Row>('select 1');"],
    ['app/platform/take-lock.server.ts', "await client.query('select 1');"],
    ['app/http/proxy.server.ts', 'const { shop } = guard.query;'],
    ['app/imports/read.server.ts', 'await admin.query(SHOP_QUERY, variables);'],
  ]);
  expect(sqlOutsideStores(texts)).toEqual([
    'app/catalog/save.server.ts',
    'app/engine/load.server.ts',
    'app/jobs/begin.server.ts',
    'app/jobs/count.server.ts',
    'app/jobs/remove.server.ts',
    'app/people/page/list-people.server.ts',
  ]);
});
