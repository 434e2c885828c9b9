import { expect, test } from 'vitest';
import { sourceFiles, textOf } from './source-files.ts';
import { SQL_NOT_YET_MOVED } from './sql-not-yet-moved.ts';

/** What sends a statement to the database: `query` of a connection or a pool, and what takes rows along. */
const SENDS_SQL =
  /\b(?:\w*[cC]lient|\w*[pP]ool)\.query\b|\b(?:writeRows|rowsParameter|readInKeyOrder)[<(]/;

/** The database layer itself, and a batch of the engine, which loads and saves what many capabilities own. */
const ALLOWED = /^app\/(?:platform|engine)\/|\/store\//;

/** The files that send SQL and stand in no `store/` folder. */
function sqlOutsideStores(texts: ReadonlyMap<string, string>): string[] {
  return [...texts]
    .filter(([file, text]) => !ALLOWED.test(file) && SENDS_SQL.test(text))
    .map(([file]) => file)
    .sort();
}

test('SQL stands in the store/ folder of the capability that owns the table', () => {
  const files = sourceFiles().filter((file) => /^app\/.*(?<![.]test)[.]tsx?$/.test(file));
  expect(files.length).toBeGreaterThan(100);
  expect(sqlOutsideStores(new Map(files.map((file) => [file, textOf(file)])))).toEqual(
    SQL_NOT_YET_MOVED,
  );
});

test('a page that reads the database itself is reported, a store and what is no database are not', () => {
  const texts = new Map([
    ['app/people/page/list-people.server.ts', "await client.query<Row>('select 1');"],
    ['app/jobs/remove.server.ts', 'await services.pool.query(`delete from cart`);'],
    ['app/catalog/save.server.ts', 'await writeRows(client, shopId, SAVE, rows);'],
    ['app/people/store/list-people.server.ts', "await client.query<Row>('select 1');"],
    ['app/http/proxy.server.ts', 'const { shop } = guard.query;'],
  ]);
  expect(sqlOutsideStores(texts)).toEqual([
    'app/catalog/save.server.ts',
    'app/jobs/remove.server.ts',
    'app/people/page/list-people.server.ts',
  ]);
});
