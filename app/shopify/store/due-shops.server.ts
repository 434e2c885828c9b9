import type { Pool } from 'pg';
import type { ShopClient } from '#app/platform/db.server.ts';

/** Shops by id, the longest due first; at most 1,000, the others come with the next poll. */
type DueShops = { id: string }[];

/** Installed shops of which a moment has come. @param now epoch milliseconds */
export async function findDueShops(
  pool: Pool,
  column: 'next_due_at' | 'watch_due_at' | 'domain_check_due_at',
  now: number,
  limit = 1_000,
): Promise<DueShops> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from shop where ${column} <= $1 and uninstalled_at is null order by ${column} limit $2`,
    [new Date(now), limit],
  );
  return rows;
}

/**
 * Takes up what is due of a shop: put off rather than cleared, so that a job that dies is found again.
 * @param until epoch milliseconds, as is `now`
 * @returns false when another transaction put it off already
 */
export async function putOffDue(
  client: ShopClient,
  shopId: string,
  column: 'watch_due_at' | 'domain_check_due_at' | 'privacy_due_at',
  now: number,
  until: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update shop set ${column} = $3 where id = $1 and ${column} <= $2`,
    [shopId, new Date(now), new Date(until)],
  );
  return rowCount === 1;
}

/** Notes when the journeys of a shop are looked at next. @param at epoch milliseconds */
export async function saveNextWatch(client: ShopClient, shopId: string, at: number): Promise<void> {
  await client.query('update shop set watch_due_at = $2 where id = $1', [shopId, new Date(at)]);
}

/** Installed shops of which a day ended, or whose zone is another than the one their days went by. */
export async function findShopsWithEndedDays(pool: Pool, now: number): Promise<DueShops> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from shop where uninstalled_at is null
        and (days_due_at is null or days_due_at <= $1 or days_zone is distinct from time_zone)
      order by days_due_at nulls first limit 1000`,
    [new Date(now)],
  );
  return rows;
}

/** Shops, uninstalled ones as well, whose old rows are to be deleted, by the database's clock. */
export async function findShopsWithOldRows(pool: Pool): Promise<DueShops> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from shop where retention_due_at <= now() order by retention_due_at limit 1000',
  );
  return rows;
}

/** @returns false when another transaction put it off already */
export async function putOffRetention(client: ShopClient, shopId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `update shop set retention_due_at = now() + interval '1 day'
      where id = $1 and retention_due_at <= now()`,
    [shopId],
  );
  return rowCount === 1;
}

/** Shops, uninstalled ones as well, with an open privacy request. @param now epoch milliseconds */
export async function findShopsWithRequests(pool: Pool, now: number): Promise<DueShops> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from shop where privacy_due_at <= $1 order by privacy_due_at limit 1000`,
    [new Date(now)],
  );
  return rows;
}

/** Installed shops whose people are to be predicted again, by the database's clock. */
export async function findShopsToPredict(pool: Pool): Promise<DueShops> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from shop where predict_due_at <= now() and uninstalled_at is null
      order by predict_due_at limit 1000`,
  );
  return rows;
}

/** Notes that a shop's people are predicted again in a day. */
export async function putOffPrediction(client: ShopClient, shopId: string): Promise<void> {
  await client.query(
    `update shop set predict_due_at = now() + interval '1 day'
      where id = $1 and predict_due_at <= now()`,
    [shopId],
  );
}
