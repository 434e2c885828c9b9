import type pg from 'pg';

/** Notes of the reading itself: they may change with every request. */
const NOT_DATA = ['audit', 'heartbeat'];

/**
 * What a shop has, as one sum over its own row and every row of every tenant table.
 * @param skipped tables that do not count
 */
export async function rowSum(
  owner: pg.Pool,
  shopId: string,
  skipped: readonly string[] = NOT_DATA,
): Promise<string> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname <> all($1) order by 1`,
    [skipped],
  );
  const keyed = [
    ...tables.map(({ name }) => ({ name, key: 'shop_id' })),
    { name: 'shop', key: 'id' },
  ];
  const sums = keyed.map(
    ({ name, key }) =>
      `select '${name}' as name, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as sum
         from "${name}" t where ${key} = $1`,
  );
  const { rows } = await owner.query<{ sum: string }>(
    `select string_agg(name || sum, ' ' order by name) as sum from (${sums.join(' union all ')}) as one`,
    [shopId],
  );
  return rows[0]?.sum ?? '';
}
