import type pg from 'pg';

/**
 * Makes the partitions that are needed soon, and drops the days of deliveries that are over.
 * @param now epoch milliseconds
 */
export async function maintainPartitions(pool: pg.Pool, now: number): Promise<void> {
  await pool.query('select maintain_partitions($1)', [new Date(now)]);
}
