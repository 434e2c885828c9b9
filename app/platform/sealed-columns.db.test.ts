import { expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import { sealedColumns } from './sealed-columns.ts';

const db = await testDatabase();

/** Bytes that say nothing of a person and are looked up by value. */
const DIGESTS = ['api_key.digest'];

test('every column of bytes in the database is sealed, or known to be a digest', async () => {
  const { rows } = await db.owner.query<{ place: string }>(
    `select c.relname || '.' || a.attname as place
       from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and a.atttypid = 'bytea'::regtype and not a.attisdropped order by 1`,
  );
  const sealed = sealedColumns.map(({ table, column }) => `${table}.${column}`);
  expect(rows.map(({ place }) => place)).toEqual([...sealed, ...DIGESTS].sort());
});

test('a value is bound to the whole key of its row', async () => {
  for (const { table, key } of sealedColumns) {
    const { rows } = await db.owner.query<{ name: string }>(
      `select a.attname as name from pg_index i
         cross join unnest(i.indkey) with ordinality as k (number, place)
         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
        where i.indrelid = $1::regclass and i.indisprimary order by k.place`,
      [table],
    );
    expect([table, ...rows.map(({ name }) => name)]).toEqual([table, 'shop_id', ...key]);
  }
});
