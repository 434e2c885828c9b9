import type { Pool } from 'pg';
import type { ShopClient } from '#app/platform/db.server.ts';

/** Shops by id, the longest due first; at most 1,000, the others come with the next poll. */
type DueShops = { id: string }[];

/** Installed shops of which something is due by time alone. @param now epoch milliseconds */
export async function findShopsWithWork(pool: Pool, now: number): Promise<DueShops> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from shop where next_due_at <= $1 and uninstalled_at is null
      order by next_due_at limit 1000`,
    [new Date(now)],
  );
  return rows;
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

/**
 * @param until epoch milliseconds, as is `now`
 * @returns false when another transaction put it off already
 */
export async function putOffRequests(
  client: ShopClient,
  shopId: string,
  now: number,
  until: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'update shop set privacy_due_at = $3 where id = $1 and privacy_due_at <= $2',
    [shopId, new Date(now), new Date(until)],
  );
  return rowCount === 1;
}

/** Installed shops whose sending domain is due for a check. @param now epoch milliseconds */
export async function findShopsWithDomainChecks(pool: Pool, now: number): Promise<DueShops> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from shop where domain_check_due_at <= $1 and uninstalled_at is null
      order by domain_check_due_at limit 1000`,
    [new Date(now)],
  );
  return rows;
}

/** As `putOffRequests`, the check of the sending domain. */
export async function putOffDomainCheck(
  client: ShopClient,
  shopId: string,
  now: number,
  until: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'update shop set domain_check_due_at = $3 where id = $1 and domain_check_due_at <= $2',
    [shopId, new Date(now), new Date(until)],
  );
  return rowCount === 1;
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
