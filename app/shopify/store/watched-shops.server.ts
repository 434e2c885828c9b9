import type { Pool } from 'pg';
import type { ShopClient } from '#app/platform/db.server.ts';

/** Installed shops whose journeys are due to be looked at, the longest due first; at most 100, so that they do not fill the queue. @param now epoch milliseconds */
export async function findShopsToWatch(pool: Pool, now: number): Promise<{ id: string }[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from shop where watch_due_at <= $1 and uninstalled_at is null
      order by watch_due_at limit 100`,
    [new Date(now)],
  );
  return rows;
}

/**
 * Takes up the look at a shop: put off rather than cleared, so that a job that dies is found again.
 * @param until epoch milliseconds, as is `now`
 * @returns false when another transaction put it off already
 */
export async function claimWatch(
  client: ShopClient,
  shopId: string,
  now: number,
  until: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'update shop set watch_due_at = $3 where id = $1 and watch_due_at <= $2',
    [shopId, new Date(now), new Date(until)],
  );
  return rowCount === 1;
}

/** Notes when the journeys of a shop are looked at next. @param at epoch milliseconds */
export async function putOffWatch(client: ShopClient, shopId: string, at: number): Promise<void> {
  await client.query('update shop set watch_due_at = $2 where id = $1', [shopId, new Date(at)]);
}
