import type { ShopClient } from '#app/platform/db.server.ts';

/** The tables that hold a table's rows: its partitions, or itself. A row is found by its place only within one. */
export async function tablePartitions(client: ShopClient, table: string): Promise<string[]> {
  const { rows } = await client.query<{ partition: string }>(
    `select inhrelid::regclass::text as partition from pg_inherits where inhparent = $1::regclass order by 1`,
    [table],
  );
  return rows.length === 0 ? [table] : rows.map(({ partition }) => partition);
}

/**
 * Changes rows that are chosen by their place (`ctid`). The planner takes a large shop for a smaller one, of which a
 * bitmap of all rows would be cheaper than to go to each place; here it may make none, and stops where a limit does.
 * @returns how many rows
 */
export async function changeByPlace(
  client: ShopClient,
  text: string,
  values: unknown[],
): Promise<number> {
  await client.query('set local enable_bitmapscan = off');
  const { rowCount } = await client.query(text, values);
  await client.query('set local enable_bitmapscan = on');
  return rowCount ?? 0;
}
