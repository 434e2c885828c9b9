import type pg from 'pg';
import type { ShopClient } from '#app/platform/db.server.ts';

/** The shops whose comparison with Shopify is due, by the database's clock, at most a thousand. */
export async function dueReconciles(pool: pg.Pool): Promise<{ id: string }[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from shop where reconcile_due_at <= now() and uninstalled_at is null
      order by reconcile_due_at limit 1000`,
  );
  return rows;
}

/**
 * Moves the comparison of a shop on by an hour.
 * @returns false when it was not due: another worker was faster
 */
export async function postponeReconcile(client: ShopClient, shopId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `update shop set reconcile_due_at = now() + interval '1 hour'
       where id = $1 and reconcile_due_at <= now()`,
    [shopId],
  );
  return rowCount === 1;
}
