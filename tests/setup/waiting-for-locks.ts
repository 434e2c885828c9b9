import type { TestDatabase } from './database.ts';

/** How many connections to a test's database wait for a lock that another transaction holds. */
export async function waitingForLocks({ owner }: TestDatabase): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0]?.count ?? 0;
}
