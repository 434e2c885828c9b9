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
  const { call, values } = waking(shopId, name, 1, inMs);
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
  inMs = 0,
): { call: string; values: unknown[] } {
  const lane = `${name}:${shopId}`;
  const [task, payload, key, queue, attempts, wait] = [0, 1, 2, 3, 4, 5].map(
    (n) => `$${String(first + n)}`,
  );
  const at = `now() + ${wait ?? ''} * interval '1 ms'`;
  return {
    call: `enqueue_job(${task ?? ''}, ${payload ?? ''}, ${key ?? ''}, ${queue ?? ''}, ${at}, ${attempts ?? ''})`,
    values: [name, JSON.stringify({ shopId }), lane, lane, jobs[name].maxAttempts, inMs],
  };
}
