import pRetry from 'p-retry';
import { isDatabaseUnavailable, isTransactionConflict } from '#app/platform/db.server.ts';
import { MINUTE, SECOND } from '#app/lib/duration.ts';

/** The same pause each time, for up to a minute: the one who waits is a worker, and the database comes back soon. */
const RETRIES = {
  retries: Number.POSITIVE_INFINITY,
  factor: 1,
  minTimeout: SECOND / 4,
  maxRetryTime: MINUTE,
};

/**
 * Does something that may be repeated, again and again while the database is unavailable or busy
 * with another transaction, for up to a minute.
 * (The queue would wait longer after each failure, and so long after the database is back.)
 * @throws the last error when the database stays unavailable, any other error at once
 */
export function retryOnOutage<T>(work: () => Promise<T>): Promise<T> {
  return pRetry(work, {
    ...RETRIES,
    shouldRetry: ({ error }) => isDatabaseUnavailable(error) || isTransactionConflict(error),
  });
}
