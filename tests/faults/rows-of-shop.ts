import type { TestEnvironment } from './environment.ts';

/** The tables of shops that have a column of one of these names, partitions left out. */
const TENANT_COLUMNS = `select c.relname as name, a.attname as column
  from pg_class c join pg_attribute a on a.attrelid = c.oid
 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
   and a.attname = any ($1)
   and exists (select from pg_attribute where attrelid = c.oid and attname = 'shop_id') order by 1, 2`;

/** Names of columns that hold the ids that pages and HTTP handlers take. */
const ID_COLUMNS = [
  'id',
  'key',
  'token',
  'profile_id',
  'segment_key',
  'journey_key',
  'delivery_key',
];

/** Up to a hundred of the ids that each table keeps, of all shops. */
export async function storedIds({ ask }: Pick<TestEnvironment, 'ask'>): Promise<string[]> {
  const columns = await ask<{ name: string; column: string }>(TENANT_COLUMNS, [ID_COLUMNS]);
  const stored = new Set<string>();
  for (const { name, column } of columns) {
    const ids = await ask<{ id: string }>(
      `select distinct "${column}"::text as id from "${name}" where "${column}" is not null limit 100`,
    );
    for (const { id } of ids) stored.add(id);
  }
  return [...stored].sort();
}

/**
 * What the database keeps of a shop: for each of its tables how many rows, and a digest of what they hold.
 * @param shopId the shop; every table with a `shop_id` is read
 */
export async function rowsOfShop(
  { ask }: Pick<TestEnvironment, 'ask'>,
  shopId: string,
): Promise<Record<string, string>> {
  const tables = await ask<{ name: string }>(TENANT_COLUMNS, [['shop_id']]);
  const rows: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await ask<{ digest: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(md5(one::text), '' order by md5(one::text))), '') as digest
         from "${name}" as one where shop_id = $1`,
      [shopId],
    );
    rows[name] = row?.digest ?? '';
  }
  return rows;
}
