import type { ShopClient } from '#app/db.server.ts';
import { jobs, type JobName } from './catalog.ts';

/**
 * Wakes a job of a shop, in the caller's transaction: the job exists if and only if the transaction
 * commits. A thousand calls make one job, and jobs of one name and shop never run side by side.
 */
export async function wake(client: ShopClient, shopId: string, name: JobName): Promise<void> {
  const lane = `${name}:${shopId}`;
  await client.query('select enqueue_job($1, $2, $3, $4, null, $5)', [
    name,
    JSON.stringify({ shopId }),
    lane,
    lane,
    jobs[name].maxAttempts,
  ]);
}
