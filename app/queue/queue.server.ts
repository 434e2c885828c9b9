import { runBeforeCommit, type ShopClient } from '#app/platform/db.server.ts';
import { jobNames, jobs, type JobName } from './catalog.ts';
import { ENQUEUE_CALL, insertJob } from './store/insert-job.server.ts';

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
  const values = jobValues(shopId, name, inMs);
  runBeforeCommit(client, jobNames.indexOf(name), () => insertJob(client, values));
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
  const call = ENQUEUE_CALL.replace(/\$(\d)/g, (_, n) => `$${String(Number(n) - 1 + first)}`);
  return { call, values: jobValues(shopId, name, inMs) };
}

/** The key under which the queue holds a job of a shop; there is at most one of each. */
export function jobKey(shopId: string, name: JobName): string {
  return `${name}:${shopId}`;
}

function jobValues(shopId: string, name: JobName, inMs: number): unknown[] {
  const key = jobKey(shopId, name);
  return [name, JSON.stringify({ shopId }), key, key, jobs[name].maxAttempts, inMs];
}
