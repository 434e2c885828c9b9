import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PoolClient, QueryArrayResult } from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';

const db = await testDatabase();

const SCRIPT = join(import.meta.dirname, '../../prisma/distribute.sql');

type Placement = { table: string; kind: string };

/** The tables that the script places, in its order. */
function placementsIn(script: string): Placement[] {
  return [...script.matchAll(/^ {2}\('(\w+)', '(reference|distributed|local)'/gm)].map(
    ([, table = '', kind = '']) => ({ table, kind }),
  );
}

/** Tables, unique indexes and foreign keys as far as they matter for where a row is. Partitions follow their parent. */
const TABLES = `
  select c.relname as table, exists (select from pg_attribute
     where attrelid = c.oid and attname = 'shop_id' and not attisdropped) as "isOfShop"
    from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`;

const UNIQUE_INDEXES = `
  select i.indrelid::regclass::text as table, i.indexrelid::regclass::text as name,
         exists (select from pg_attribute a
           where a.attrelid = i.indrelid and a.attnum = any(i.indkey) and a.attname = 'shop_id') as "hasShop"
    from pg_index i where i.indisunique`;

const FOREIGN_KEYS = `
  select c.conname as name, source.relname as table, target.relname as target,
         array_position(array(select attname from unnest(c.conkey) with ordinality as key (number, place)
           join pg_attribute on attrelid = c.conrelid and attnum = number order by place), 'shop_id') as "shopAt",
         array_position(array(select attname from unnest(c.confkey) with ordinality as key (number, place)
           join pg_attribute on attrelid = c.confrelid and attnum = number order by place), 'shop_id') as "targetShopAt",
         c.confdeltype::text as "onDelete"
    from pg_constraint c join pg_class source on source.oid = c.conrelid
    join pg_class target on target.oid = c.confrelid
   where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.conparentid = 0`;

type ForeignKey = {
  name: string;
  table: string;
  target: string;
  shopAt: number | null;
  targetShopAt: number | null;
  onDelete: string;
};

type Catalogue = {
  tables: { table: string; isOfShop: boolean }[];
  indexes: { table: string; name: string; hasShop: boolean }[];
  keys: ForeignKey[];
};

let catalogue: Catalogue;
let placements: Placement[];
let script: string;

beforeAll(async () => {
  const { owner } = db;
  catalogue = {
    tables: (await owner.query<Catalogue['tables'][number]>(TABLES)).rows,
    indexes: (await owner.query<Catalogue['indexes'][number]>(UNIQUE_INDEXES)).rows,
    keys: (await owner.query<ForeignKey>(FOREIGN_KEYS)).rows,
  };
  script = await readFile(SCRIPT, 'utf8');
  placements = placementsIn(script);
});

/** What a cluster would refuse, or a row would be missing for, each as what to do. */
function placementFaults({ tables, indexes, keys }: Catalogue, placed: Placement[]): string[] {
  const kindOf = new Map(placed.map(({ table, kind }) => [table, kind]));
  const placeOf = (table: string) => placed.findIndex((one) => one.table === table);
  const isDistributed = (table: string) => kindOf.get(table) === 'distributed';
  const faults = tables.flatMap(({ table, isOfShop }) => {
    if (!kindOf.has(table)) return [`${table} is missing: place it`];
    return isOfShop === isDistributed(table)
      ? []
      : [`${table} has ${isOfShop ? 'a' : 'no'} shop_id and is ${kindOf.get(table) ?? ''}`];
  });
  for (const { table } of placed)
    if (!tables.some((one) => one.table === table))
      faults.push(`${table} does not exist: remove it`);
  for (const { table, name, hasShop } of indexes)
    if (isDistributed(table) && !hasShop) faults.push(`${name} is unique without shop_id`);
  for (const key of keys) faults.push(...keyFaults(key, kindOf, placeOf));
  return faults;
}

function keyFaults(
  { name, table, target, shopAt, targetShopAt, onDelete }: ForeignKey,
  kindOf: ReadonlyMap<string, string>,
  placeOf: (table: string) => number,
): string[] {
  if (kindOf.get(table) !== 'distributed')
    return kindOf.get(target) === 'distributed' ? [`${name} leads to a distributed table`] : [];
  if (kindOf.get(target) === 'local') return [`${name} leads to a local table`];
  const faults = placeOf(target) > placeOf(table) ? [`place ${target} before ${table}`] : [];
  if (kindOf.get(target) === 'distributed' && (shopAt === null || shopAt !== targetShopAt))
    faults.push(`${name} does not hold shop_id at the same place on both sides`);
  if (shopAt !== null && /[nd]/.test(onDelete)) faults.push(`${name} would empty shop_id`);
  return faults;
}

test('every table with a shop_id is distributed, and every other is placed', () => {
  expect(placements.length).toBeGreaterThan(70);
  expect(new Set(placements.map(({ table }) => table)).size).toBe(placements.length);
  expect(placementFaults(catalogue, placements)).toEqual([]);
});

test('what a cluster would refuse is reported', () => {
  const keys = catalogue.keys.filter(({ table }) => table === 'variant');
  const planted: Catalogue = {
    tables: [...catalogue.tables, { table: 'gift', isOfShop: true }],
    indexes: [...catalogue.indexes, { table: 'cart', name: 'cart_token_key', hasShop: false }],
    keys: [
      ...catalogue.keys,
      ...keys.map((key) => ({ ...key, name: 'swapped', targetShopAt: 2, onDelete: 'n' })),
      ...keys.map((key) => ({ ...key, name: 'to_session', target: 'Session' })),
    ],
  };
  const moved = [...placements.filter(({ table }) => table !== 'product')];
  expect(placementFaults(planted, [...moved, { table: 'product', kind: 'distributed' }])).toEqual(
    expect.arrayContaining([
      'gift is missing: place it',
      'cart_token_key is unique without shop_id',
      'place product before variant',
      'swapped does not hold shop_id at the same place on both sides',
      'swapped would empty shop_id',
      'to_session leads to a local table',
    ]),
  );
});

/** Stands in for what the script calls: notes which tables were placed, and refuses what a cluster would. */
const CITUS = `
  create table citus_tables (place int generated always as identity, table_name regclass primary key, made text);
  create function create_reference_table(name regclass) returns void language sql
    begin atomic insert into citus_tables (table_name, made) values (name, 'reference'); end;
  create function create_distributed_table(name regclass, key text, colocate_with text) returns void language sql
    begin atomic insert into citus_tables (table_name, made) values (name, key || ' ' || colocate_with); end`;

/** Runs the script as psql does: what the query before `\\gexec` gives is run. Without its first check, of the extension. */
async function runScript(client: PoolClient): Promise<string[]> {
  const ran: string[] = [];
  const [last = '', ...before] = script
    .replace(/^do \$\$.*?^\$\$;/ms, '')
    .split('\\gexec')
    .reverse();
  for (const part of before.reverse()) {
    const results: unknown = await client.query({ text: part, rowMode: 'array' });
    const { rows } = [results].flat().at(-1) as QueryArrayResult<[string]>;
    for (const [command] of rows) {
      await client.query(command);
      ran.push(command);
    }
  }
  await client.query(last);
  await client.query('drop table placement');
  return ran;
}

test('the script places each table once, however often it is run', async () => {
  const client = await db.owner.connect();
  try {
    await client.query(CITUS);
    const first = await runScript(client);
    const again = await runScript(client);
    const { rows } = await client.query<{ name: string; made: string }>(
      'select table_name::text as name, made from citus_tables order by place limit 3',
    );
    expect(rows).toEqual([
      { name: 'shop', made: 'reference' },
      { name: 'profile', made: 'shop_id none' },
      { name: 'move_in', made: 'shop_id profile' },
    ]);
    const placed = placements.filter(({ kind }) => kind !== 'local');
    expect(first.filter((command) => command.startsWith('select'))).toHaveLength(placed.length);
    expect(again.filter((command) => command.startsWith('select'))).toEqual([]);
  } finally {
    client.release();
  }
});
