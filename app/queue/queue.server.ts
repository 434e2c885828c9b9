import { runBeforeCommit, type ShopClient } from '#app/platform/db.server.ts';
import { jobNames, jobs, type JobName } from './catalog.ts';

/**
 * Enqueues a job of a shop, in the caller's transaction: the job exists if and only if the transaction
 * commits. A thousand calls make one job, and jobs of one name and shop never run side by side. The queue is asked
 * right before the commit, for all jobs of the transaction in the order of the catalogue, whatever the order of the
 * calls: two transactions that enqueue the same jobs can then not deadlock.
 * @param inMs how long to wait with it, milliseconds of real time; the last call of several decides
 */
export function enqueueJob(
  client: ShopClient,
  shopId: string,
  name: JobName,
  inMs = 0,
): Promise<void> {
  const { call, values } = jobRequest(shopId, name, 1, inMs);
  runBeforeCommit(client, jobNames.indexOf(name), () => client.query(`select ${call}`, values));
  return Promise.resolve();
}

/** Enqueues several jobs. */
export async function enqueueJobs(
  client: ShopClient,
  shopId: string,
  names: readonly JobName[],
): Promise<void> {
  for (const name of names) await enqueueJob(client, shopId, name);
}

/**
 * What `enqueueJob` calls, as a part of a larger statement, which must be the last of its transaction.
 * @param first number of the first of its parameters in that statement
 */
export function jobRequest(
  shopId: string,
  name: JobName,
  first: number,
  inMs = 0,
): { call: string; values: unknown[] } {
  const jobKey = `${name}:${shopId}`;
  const [task, payload, key, queue, attempts, wait] = [0, 1, 2, 3, 4, 5].map(
    (n) => `$${String(first + n)}`,
  );
  const at = `now() + ${wait ?? ''} * interval '1 ms'`;
  return {
    call: `enqueue_job(${task ?? ''}, ${payload ?? ''}, ${key ?? ''}, ${queue ?? ''}, ${at}, ${attempts ?? ''})`,
    values: [name, JSON.stringify({ shopId }), jobKey, jobKey, jobs[name].maxAttempts, inMs],
  };
}
