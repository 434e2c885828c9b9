import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';

const db = await testDatabase();

const SCHEMA = join(import.meta.dirname, '../../prisma/schema.prisma');

/** What PostgreSQL calls the types, by what Prisma calls them. */
const TYPES = new Map([
  ['String', 'text'],
  ['String @db.Uuid', 'uuid'],
  ['String[]', 'text[]'],
  ['Boolean', 'boolean'],
  ['Int', 'integer'],
  ['Int[]', 'integer[]'],
  ['Int @db.SmallInt', 'smallint'],
  ['Int[] @db.SmallInt', 'smallint[]'],
  ['BigInt', 'bigint'],
  ['BigInt[]', 'bigint[]'],
  ['Float', 'double precision'],
  ['Float[]', 'double precision[]'],
  ['Float @db.Real', 'real'],
  ['Json', 'jsonb'],
  ['Json @db.Json', 'json'],
  ['Bytes', 'bytea'],
  ['DateTime', 'timestamp(3) without time zone'],
  ['DateTime @db.Timestamptz(6)', 'timestamp with time zone'],
  ['DateTime @db.Date', 'date'],
]);

/** The columns that schema.prisma declares, as `table.column type not null`. */
function declaredColumns(schema: string): string[] {
  return [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)].flatMap(
    ([, model = '', body = '']) => {
      const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model;
      return [...body.matchAll(/^ {2}(\w+) +(\w+(?:\[\])?)(\??)(.*)$/gm)].map(
        ([, field = '', type = '', optional = '', attributes = '']) => {
          const column = /@map\("(\w+)"\)/.exec(attributes)?.[1] ?? field;
          const native = /@db\.\w+(\(\d+\))?/.exec(attributes)?.[0];
          const declared = native === undefined ? type : `${type} ${native}`;
          const nullability = optional === '' ? ' not null' : '';
          return `${table}.${column} ${TYPES.get(declared) ?? `unknown ${declared}`}${nullability}`;
        },
      );
    },
  );
}

/** The columns that the migrations made, in the same words. Partitions repeat their parent's. */
async function migratedColumns(): Promise<string[]> {
  const { rows } = await db.owner.query<{ column: string }>(`
    select format('%s.%s %s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                  case when a.attnotnull then ' not null' else '' end) as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attnum > 0 and not a.attisdropped and c.relname <> '_prisma_migrations'`);
  return rows.map((row) => row.column);
}

test('the Prisma schema declares exactly the columns that the migrations make', async () => {
  const declared = declaredColumns(await readFile(SCHEMA, 'utf8'));
  const migrated = await migratedColumns();
  expect(declared.length).toBeGreaterThan(0);
  expect(declared.sort()).toEqual(migrated.sort());
});
