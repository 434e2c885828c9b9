import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway, lostARace } from '#app/db.server.ts';
import { MINUTE, SECOND } from '#app/lib/duration.ts';

const PAUSE_MS = SECOND / 4;
const PATIENCE_MS = MINUTE;

/**
 * Does something that may be repeated, again and again while the database is away or busy
 * with somebody else's transaction, for up to a minute.
 * (The queue would wait longer after each failure, and so long after the database is back.)
 * @throws the last error when the database stays away, any other error at once
 */
export async function throughOutages<T>(work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(isDatabaseAway(error) || lostARace(error)) || performance.now() > deadline) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
