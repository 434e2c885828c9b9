import { afterAll } from 'vitest';
import { testDatabase, type TestDatabase } from '#tests/setup/database.ts';
import { observedPool, type ObservedPool } from './observe-plans.ts';
import { freezeStatistics } from './tables.ts';

/** A database of a test file, and a pool of it that reports its plans. */
export type ObservedDatabase = { db: TestDatabase; observed: ObservedPool };

/**
 * A database of which the planner knows no statistics, but for those that a test makes. Every statement of the pool
 * reports its plan. Both are gone after the last test of the file.
 */
export async function observedDatabase(): Promise<ObservedDatabase> {
  const db = await testDatabase();
  const observed = await observedPool(db.url, db.runtimeUrl, 0);
  afterAll(() => observed.pool.end());
  await freezeStatistics(db);
  return { db, observed };
}
