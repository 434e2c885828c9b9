import type pg from 'pg';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { RetentionPeriods } from '../retention-periods.ts';

/** Drops the months that no shop keeps. `now` is epoch milliseconds. */
export async function dropOldPartitions(pool: pg.Pool, now: number): Promise<void> {
  await pool.query('select drop_old_partitions($1)', [new Date(now)]);
}

/** With which moment the first month begins that a shop keeps, of the tables that are dropped by the month. */
type MonthsSince = Record<'events' | 'decisions', number | null>;

/** With which months the shop's events and decisions begin. Times in epoch milliseconds. */
export async function readMonthsSince(
  client: ShopClient,
  now: number,
  { events, decisions }: RetentionPeriods,
): Promise<MonthsSince> {
  const { rows } = await client.query<MonthsSince>(
    'select kept_since($1::date, $2) as events, kept_since($1::date, $3) as decisions',
    [new Date(now), events, decisions],
  );
  return rows[0] ?? { events: null, decisions: null };
}
