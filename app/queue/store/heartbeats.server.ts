import type pg from 'pg';
import { SECOND } from '#app/lib/duration.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * Stores the heartbeat of a process that starts.
 * @returns its fence, a number of its own
 */
export async function insertHeartbeat(pool: pg.Pool, id: string, kind: string): Promise<number> {
  const { rows } = await pool.query<{ fence: number }>(
    'insert into heartbeat (id, kind) values ($1, $2) returning fence',
    [id, kind],
  );
  const [row] = rows;
  if (!row) throw new Error('The database did not register this process.');
  return row.fence;
}

/**
 * Shares the heartbeat of a process for the rest of the transaction.
 * @returns false when its lease expired
 */
export async function shareHeartbeat(client: ShopClient, id: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'select from heartbeat where id = $1 and released_at is null for key share',
    [id],
  );
  return rowCount === 1;
}

/**
 * Moves a lease on, by the database's clock, and records which queue workers its process runs.
 * @returns false when it expired
 */
export async function touchHeartbeat(
  pool: pg.Pool,
  id: string,
  queueWorkers: readonly string[],
): Promise<boolean> {
  const { rowCount } = await pool.query(
    'update heartbeat set beat_at = clock_timestamp(), queue_workers = $2 where id = $1 and released_at is null',
    [id, queueWorkers],
  );
  return rowCount === 1;
}

/**
 * Ends the leases of other processes that were not moved on for some time. While the database was unavailable no process
 * could, so after its start each has the whole time. The lock waits for transactions that share a heartbeat.
 * @returns the fences of the leases that ended now
 */
export async function endSilentLeases(
  pool: pg.Pool,
  ownId: string,
  leaseMs: number,
): Promise<number[]> {
  const { rows } = await pool.query<{ fence: number }>(
    `update heartbeat set released_at = clock_timestamp()
     where id in (
       select id from heartbeat
       where released_at is null and id <> $2
         and greatest(beat_at, pg_postmaster_start_time()) < clock_timestamp() - make_interval(secs => $1)
       for update)
     returning fence`,
    [leaseMs / SECOND, ownId],
  );
  return rows.map(({ fence }) => fence);
}

/** Ends a lease. */
export async function endLease(pool: pg.Pool, id: string): Promise<void> {
  await pool.query('update heartbeat set released_at = clock_timestamp() where id = $1', [id]);
}
