import type pg from 'pg';

/** The database's time, epoch milliseconds. */
export async function readDatabaseTime(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ now: number }>('select clock_timestamp() as now');
  const [row] = rows;
  if (!row) throw new Error('The database did not return its time.');
  return row.now;
}

/** Rejects when the database does not answer. */
export async function pingDatabase(pool: pg.Pool): Promise<void> {
  await pool.query('select 1');
}
