import type { ShopClient } from '#app/db.server.ts';
import { jobs, type JobName } from './catalog.ts';

/**
 * Wakes a job of a shop, in the caller's transaction: the job exists if and only if the transaction
 * commits. A thousand calls make one job, and jobs of one name and shop never run side by side.
 */
export async function wake(client: ShopClient, shopId: string, name: JobName): Promise<void> {
  const { call, values } = waking(shopId, name, 1);
  await client.query(`select ${call}`, values);
}

/**
 * What `wake` calls, as a part of a larger statement.
 * @param first number of the first of its parameters in that statement
 */
export function waking(
  shopId: string,
  name: JobName,
  first: number,
): { call: string; values: unknown[] } {
  const lane = `${name}:${shopId}`;
  const [task, payload, key, queue, attempts] = [0, 1, 2, 3, 4].map((n) => `$${String(first + n)}`);
  return {
    call: `enqueue_job(${task}, ${payload}, ${key}, ${queue}, null, ${attempts})`,
    values: [name, JSON.stringify({ shopId }), lane, lane, jobs[name].maxAttempts],
  };
}
