import { expect, test } from 'vitest';
import type { TableRecord } from '#app/profiles/person-tables/person-table.ts';
import { columnsIn, TABLES } from '#app/profiles/person-tables/registry.ts';
import { testDatabase } from '#tests/setup/database.ts';

const db = await testDatabase();

const WHERE = 'app/profiles/person-tables/';

type CatalogueColumn = {
  table: string;
  column: string;
  /** What a deletion of the profile it points at does; null without such a foreign key. */
  onProfileEnd: string | null;
};

/** Every column of every table of ours. Partitions repeat their parent's. */
async function catalogue(): Promise<CatalogueColumn[]> {
  const { rows } = await db.owner.query<CatalogueColumn>(`
    select c.relname as table, a.attname as column,
           (select confdeltype::text from pg_constraint f
             where f.conrelid = c.oid and f.contype = 'f' and f.confrelid = 'profile'::regclass
               and a.attnum = any(f.conkey) and a.attname <> 'shop_id') as "onProfileEnd"
      from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and a.attnum > 0 and not a.attisdropped and c.relname <> '_prisma_migrations'
     order by 1, a.attnum`);
  return rows;
}

function listed({ plain, personal, mentions, published }: TableRecord): string[] {
  return [plain, personal, mentions, published].flatMap(columnsIn);
}

/** What is missing or wrong in the registry, each as what to do about it. */
function registryFaults(
  columns: readonly CatalogueColumn[],
  tables: Readonly<Record<string, TableRecord>>,
): string[] {
  const faults: string[] = [];
  for (const name of new Set(columns.map(({ table }) => table)))
    if (!Object.hasOwn(tables, name))
      faults.push(
        `Table ${name} is not in the registry of tables of a person. Add a record to ${WHERE}: to ` +
          `shop-tables.ts when no row is about a person, else to people.ts, activity.ts or by-identifier.ts ` +
          'with how its rows merge, split, are erased and exported.',
      );
  for (const { table, column, onProfileEnd } of columns) {
    const record = tables[table];
    if (!record) continue;
    if (!listed(record).includes(column))
      faults.push(
        `Column ${table}.${column} is not listed. Add it to the record of ${table} in ${WHERE}: to personal ` +
          '(data from or about a person), mentions (something of a person may be copied or typed there), published ' +
          '(the same in what can never change) or plain.',
      );
    const points = column === 'profile_id' || onProfileEnd !== null;
    if (points && record.person?.profile.includes(column) !== true)
      faults.push(`Column ${table}.${column} holds a profile: name it in person.profile.`);
    const rule = record.person?.merge;
    if (onProfileEnd === null && rule === 'recomputed')
      if (record.person?.profile.includes(column) === true)
        faults.push(
          `${table}.${column} merges as "recomputed", but has no foreign key that ends its rows with the profile.`,
        );
  }
  return [...faults, ...Object.entries(tables).flatMap((entry) => recordFaults(columns, ...entry))];
}

function recordFaults(
  columns: readonly CatalogueColumn[],
  table: string,
  record: TableRecord,
): string[] {
  const faults: string[] = [];
  const known = columns.filter((one) => one.table === table).map(({ column }) => column);
  const names = listed(record);
  for (const name of names)
    if (!known.includes(name))
      faults.push(`The registry lists ${table}.${name}, which does not exist. Remove it.`);
  if (new Set(names).size !== names.length)
    faults.push(`The registry lists a column of ${table} twice. Keep it in one list.`);
  const { person } = record;
  if (person && person.profile.length > 0 && (!person.merge || !person.split))
    faults.push(`${table} holds a profile: say how its rows merge and split.`);
  if (!person && record.personal !== undefined)
    faults.push(`${table} has personal columns: say in person whose they are and how they leave.`);
  return faults;
}

test('every table and column of the database is in the registry of tables of a person', async () => {
  const columns = await catalogue();
  expect(columns.length).toBeGreaterThan(300);
  expect(registryFaults(columns, TABLES)).toEqual([]);
});

test('what staff wrote is listed as published where its rows refuse to change, and nowhere else', async () => {
  const { rows } = await db.owner.query<{ table: string }>(
    `select tgrelid::regclass::text as table from pg_trigger t join pg_proc p on p.oid = t.tgfoid
      where p.proname = 'refuse_version_change'`,
  );
  const published = Object.entries(TABLES).filter(([, record]) => record.published !== undefined);
  expect(published.map(([table]) => ({ table }))).toEqual(rows);
  expect(rows).toEqual([{ table: 'definition_version' }]);
});

test('a new table, a new column and a column that is gone are each reported with what to do', async () => {
  const columns = await catalogue();
  const planted = [
    ...columns.filter(({ table, column }) => table !== 'cart' || column !== 'token'),
    { table: 'cart', column: 'gift_note', onProfileEnd: null },
    { table: 'wish_list', column: 'profile_id', onProfileEnd: null },
  ];
  const before = registryFaults(columns, TABLES);
  const found = registryFaults(planted, TABLES).filter((fault) => !before.includes(fault));
  expect(found).toEqual([
    expect.stringContaining('Table wish_list is not in the registry'),
    expect.stringContaining('Column cart.gift_note is not listed'),
    expect.stringContaining('cart.token, which does not exist'),
  ]);
});

test('a table that holds a profile without saying how it merges and splits is reported', async () => {
  const columns = await catalogue();
  const careless = { ...TABLES, cart: { plain: 'shop_id', personal: 'token' } };
  expect(registryFaults(columns, careless)).toEqual(
    expect.arrayContaining([
      'Column cart.profile_id holds a profile: name it in person.profile.',
      'cart has personal columns: say in person whose they are and how they leave.',
    ]),
  );
});
