import type pg from 'pg';
import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * Reads the next rows in the order of a key, for work that goes through a whole table page by page. The planner takes a
 * large shop for a smaller one, and where it expects fewer rows than a page it reads and sorts all that are left, for
 * every page. Here it may not sort, so that it follows the index of the key and stops at the end of the page.
 * @param text a statement whose order an index gives; with `limit`
 */
export async function readInKeyOrder<Row extends pg.QueryResultRow>(
  client: ShopClient,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  await client.query('set local enable_sort = off');
  const { rows } = await client.query<Row>(text, values);
  await client.query('set local enable_sort = on');
  return rows;
}
