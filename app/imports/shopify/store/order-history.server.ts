import type pg from 'pg';

/** Whether the shop lets the app read orders older than 60 days. */
export async function mayReadAllOrders(pool: pg.Pool, shopDomain: string): Promise<boolean> {
  const { rows } = await pool.query<{ scope: string | null }>(
    'select "scope" from "Session" where "shop" = $1 and not "isOnline"',
    [shopDomain],
  );
  return rows.some(({ scope }) => scope?.split(',').includes('read_all_orders') === true);
}
