import { expect, test } from 'vitest';
import { sourceFiles, textOf } from './source-files.ts';
import { OTHER_WRITERS } from './other-writers.ts';

/** What inserts into a table, updates it, or deletes from it. */
const CHANGES =
  /\b(?:insert\s+into|update|delete\s+from)\s+([a-z_]+)(?=\s+(?:\(|set\b|as\b|using\b|where\b|values\b|select\b|[a-z]{1,8}\s+(?:set|using|where)\b)|['"`])/g;

/** A row of a shop is all that is set for it: each capability changes its own columns. */
const SHARED = new Set(['shop']);

/**
 * The tables that are changed by the stores of several capabilities, each with these.
 * @param others files that are expected to change a table of another capability, by file and table
 */
function tablesOfSeveral(
  texts: ReadonlyMap<string, string>,
  others: Readonly<Record<string, string>>,
): Record<string, string[]> {
  const folders = new Map<string, Set<string>>();
  for (const [file, text] of texts)
    for (const table of tablesIn(text))
      if (!SHARED.has(table) && !Object.hasOwn(others, `${file} ${table}`))
        folders.set(table, (folders.get(table) ?? new Set()).add(folderOf(file)));
  const several = [...folders].filter(([, owners]) => owners.size > 1);
  return Object.fromEntries(several.map(([table, owners]) => [table, [...owners].sort()]));
}

function tablesIn(text: string): Set<string> {
  return new Set([...text.matchAll(CHANGES)].flatMap(([, table]) => table ?? []));
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/'));
}

const stores = new Map(
  sourceFiles()
    .filter((file) => /^app\/.*\/store\/.*(?<![.]test)[.]ts$/.test(file))
    .map((file) => [file, textOf(file)]),
);

test('each table is changed by the store of one capability, and by what is listed with a reason', () => {
  expect(stores.size).toBeGreaterThan(100);
  expect(tablesOfSeveral(stores, OTHER_WRITERS)).toEqual({});
});

test('every file that is listed still changes the table', () => {
  const gone = Object.keys(OTHER_WRITERS).filter((key) => {
    const [file = '', table = ''] = key.split(' ');
    return !tablesIn(stores.get(file) ?? '').has(table);
  });
  expect(gone).toEqual([]);
});

test('a statement on the table of another capability is reported, unless it is listed', () => {
  const texts = new Map([
    ['app/profiles/store/save.server.ts', '`insert into cart (shop_id) values ($1)`'],
    ['app/messages/store/clear.server.ts', "'delete from cart where shop_id = $1'"],
    ['app/people/store/read.server.ts', '`select from cart where shop_id = $1 for update`'],
    ['app/people/store/words.server.ts', '/** An update of the cart. */'],
    ['app/segments/store/days.server.ts', '`update shop set days_closed = $2 where id = $1`'],
    ['app/events/store/zone.server.ts', '`update shop set days_zone = $2 where id = $1`'],
  ]);
  expect(tablesOfSeveral(texts, {})).toEqual({
    cart: ['app/messages/store', 'app/profiles/store'],
  });
  const listed = { 'app/messages/store/clear.server.ts cart': 'it is planted' };
  expect(tablesOfSeveral(texts, listed)).toEqual({});
});
