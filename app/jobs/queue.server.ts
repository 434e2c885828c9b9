import type { ShopClient } from '#app/db.server.ts';
import { jobs, type JobName } from './catalog.ts';

/**
 * Wakes a job of a shop, in the caller's transaction: the job exists if and only if the transaction
 * commits. A thousand calls make one job, and jobs of one name and shop never run side by side.
 * @param inMs how long to wait with it, milliseconds of real time; the last call of several decides
 */
export async function wake(
  client: ShopClient,
  shopId: string,
  name: JobName,
  inMs = 0,
): Promise<void> {
  const lane = `${name}:${shopId}`;
  await client.query("select enqueue_job($1, $2, $3, $4, now() + $6 * interval '1 ms', $5)", [
    name,
    JSON.stringify({ shopId }),
    lane,
    lane,
    jobs[name].maxAttempts,
    inMs,
  ]);
}
