import { expect, test } from 'vitest';
import { sourceFiles, textOf } from './source-files.ts';

/** Where the statements on the table of effects stand. */
const OWNER = 'app/effects/store/';

/** Files whose statements read it beside other tables, because what they ask is about rows of those. */
const READERS: Readonly<Record<string, string>> = {
  'app/applications/store/list-applications.server.ts':
    'the page shows which companies Shopify refused',
  'app/campaigns/store/campaign-stops.server.ts':
    'what followed the emails of a campaign, which are known by their effects',
  'app/decisions/store/count-balance.server.ts':
    'counts what became of messages beside their decisions',
  'app/people/store/timeline-rows.server.ts':
    'the page shows the banners of a person, which know their effect only',
  'app/privacy/store/anonymous-profiles.server.ts': 'who is anonymous has no email under way',
  'app/privacy/store/old-rows.server.ts': 'messages and runs stay while their emails are open',
};

/** Stores that take the names of tables from a registry: no text shows whether this one is among them. */
const REGISTRY_DRIVEN: Readonly<Record<string, string>> = {
  'app/platform/store/key-use.server.ts': 'tables with a sealed column, which this has not',
  'app/platform/store/sealed-rows.server.ts': 'tables with a sealed column, which this has not',
  'app/privacy/store/anonymous-profiles.server.ts': 'effects of anonymous people leave with them',
  'app/privacy/store/held-rows.server.ts':
    'effects of a person are read, erased or given to another',
  'app/privacy/store/mentions.server.ts': 'payloads of effects may mention a person',
  'app/privacy/store/old-rows.server.ts': 'old effects leave',
  'app/privacy/store/sealed-values.server.ts': 'tables with a sealed column, which this has not',
  'app/privacy/store/shop-rows.server.ts': 'all rows of a shop leave with it',
  'app/privacy/store/typed-addresses.server.ts': 'profiles and their parts only',
  'app/profiles/store/merge-profiles.server.ts': 'effects move to the profile that stays',
  'app/profiles/store/split-profiles.server.ts': 'effects move to the profile they belong to',
  'app/segments/store/catalogue-entries.server.ts': 'tables of the catalog only',
};

/** A part of a statement that names the table: as its rows are read, or as they are changed. */
const READS = /\b(?:from|join)\s+effect\b/;
const WRITES = /\b(?:insert\s+into|update|delete\s+from|truncate)\s+effect\b/;

/** A part of a statement that names a table only while the program runs. */
const NAMES_ANY =
  /\b(?:from|join|update)\s+(?:only\s+)?\$\{(?:\w+\.)?(?:table|partition|place)\}(?![.])/;

/** What the statements in a text do with the table, unless the file is its store or a known reader. */
function statementsIn(file: string, text: string): string[] {
  if (file.startsWith(OWNER)) return [];
  // Deleting names the table as reading does.
  if (WRITES.test(text)) return [`${file} changes effects`];
  return READS.test(text) && !Object.hasOwn(READERS, file) ? [`${file} reads effects`] : [];
}

const files = sourceFiles().filter(
  (file) => /^app\/.*\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
);

test('a statement that names the table of effects is one of its own store, or of a known reader', () => {
  expect(files.length).toBeGreaterThan(500);
  expect(files.flatMap((file) => statementsIn(file, textOf(file)))).toEqual([]);
});

test('the files that may read it do', () => {
  const readers = files.filter((file) => !file.startsWith(OWNER) && READS.test(textOf(file)));
  expect(readers.sort()).toEqual(Object.keys(READERS).sort());
});

test('the stores that take the names of tables from a registry are listed', () => {
  const driven = files.filter((file) => NAMES_ANY.test(textOf(file)));
  expect(driven.sort()).toEqual(Object.keys(REGISTRY_DRIVEN).sort());
});

test.each([
  ["client.query('select key from effect where shop_id = $1')", 'reads'],
  ['`select 1 from journey_run r\n       join effect e on e.run_id = r.id`', 'reads'],
  ['`update effect e set state = $2`', 'changes'],
  ['`insert into effect (shop_id) values ($1)`', 'changes'],
  ['`delete from effect where shop_id = $1`', 'changes'],
])('a statement outside the store is found: %s', (text, does) => {
  const file = 'app/people/store/planted.server.ts';
  expect(statementsIn(file, text)).toEqual([`${file} ${does} effects`]);
});

test.each(['to recover from effects that failed', 'the side effect of an update', 'effect.key'])(
  'what is no statement is not: %s',
  (text) => {
    expect(statementsIn('app/people/planted.ts', text)).toEqual([]);
  },
);
