import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseUnavailable, isTransactionConflict } from '#app/platform/db.server.ts';
import { MINUTE, SECOND } from '#app/lib/duration.ts';

const PAUSE_MS = SECOND / 4;
const MAX_RETRY_MS = MINUTE;

/**
 * Does something that may be repeated, again and again while the database is unavailable or busy
 * with another transaction, for up to a minute.
 * (The queue would wait longer after each failure, and so long after the database is back.)
 * @throws the last error when the database stays unavailable, any other error at once
 */
export async function retryOnOutage<T>(work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + MAX_RETRY_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (
        !(isDatabaseUnavailable(error) || isTransactionConflict(error)) ||
        performance.now() > deadline
      )
        throw error;
      await sleep(PAUSE_MS);
    }
  }
}
