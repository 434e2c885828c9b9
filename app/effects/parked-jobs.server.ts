import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { jobs, type JobName } from '#app/queue/catalog.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { deleteParkedJob, selectParkedJobs } from '#app/queue/store/parked-jobs.server.ts';
import { failedWork, type FailedEffect } from './failed-effects.ts';

/** How a parked job is named among other failures. */
const KEY = 'job:';
/** The list shows this many. */
const PARKED_SHOWN = 20;

/** The work of a shop that ended two workers, as failures among others. Searching for a name finds none of it. */
export async function listParkedJobs(
  client: ShopClient,
  shopId: string,
  search: string,
): Promise<FailedEffect[]> {
  const parked = await selectParkedJobs(client, shopId, search, PARKED_SHOWN);
  return parked.map(({ job, input, deaths, parkedAt }) =>
    failedWork({
      key: `${KEY}${job}:${input}`,
      kind: `job_${job}`,
      reason: 'worker_stopped_twice',
      attempts: deaths,
      failedAt: parkedAt,
    }),
  );
}

/** The job and the input that a key of a failure names; null when it names something else. */
export function parkedJobOf(key: string): { job: JobName; input: string } | null {
  const [, job = '', input = ''] = /^job:(\w{1,40}):(.{0,200})$/.exec(key) ?? [];
  return isJobName(job) ? { job, input } : null;
}

function isJobName(job: string): job is JobName {
  return Object.hasOwn(jobs, job);
}

/**
 * Takes a parked job up where it was left, as if it had never been tried; the audit log keeps who did.
 * @returns false when it is parked no longer
 */
export async function retryParkedJob(
  client: ShopClient,
  shopId: string,
  { job, input }: { job: JobName; input: string },
  actor: string,
  now: number,
): Promise<boolean> {
  if (!(await deleteParkedJob(client, shopId, job, input))) return false;
  const change = { before: { state: 'failed' }, after: { state: 'active' } };
  const entry = { actor, action: 'job.retried', subject: `job:${job}`, ...change };
  await recordAudit(client, shopId, entry, now);
  await enqueueJob(client, shopId, job);
  return true;
}
