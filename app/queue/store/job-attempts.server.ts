import type { ShopClient } from '#app/platform/db.server.ts';
import type { JobName } from '../catalog.ts';

/**
 * Something a job takes up that comes from outside, such as a file. `progress` says how far it is worked on: deaths at
 * different places are not of one cause.
 */
export type JobInput = { shopId: string; job: JobName; input: string; progress?: string };

/** How many workers died of an input, and whether it is parked. */
type BegunAttempt = { deaths: number; isParked: boolean };

/**
 * Notes which worker is at an input; gives how many died of it. Another worker that is at it still must have died, unless
 * the database was unavailable meanwhile: a worker without a heartbeat since its start may only have lost the connection.
 * @param fence the worker's
 */
export async function beginAttempt(
  client: ShopClient,
  { shopId, job, input, progress }: JobInput,
  fence: number,
): Promise<BegunAttempt> {
  const { rows } = await client.query<BegunAttempt>(
    `insert into job_attempt (shop_id, job, input, fence, progress) values ($1, $2, $3, $4, $5)
     on conflict (shop_id, job, input) do update
       set deaths = case when job_attempt.progress is not distinct from excluded.progress
             then job_attempt.deaths + (coalesce(job_attempt.fence <> excluded.fence, false) and not exists (
               select from heartbeat
                where fence = job_attempt.fence and beat_at < pg_postmaster_start_time()))::int else 0 end,
           fence = excluded.fence, progress = excluded.progress
     returning deaths, parked_at is not null as "isParked"`,
    [shopId, job, input, fence, progress ?? null],
  );
  return rows[0] ?? { deaths: 0, isParked: false };
}

/**
 * Parks an input: no worker takes it up until staff ask for it.
 * @param now epoch milliseconds
 */
export async function parkAttempt(
  client: ShopClient,
  { shopId, job, input }: JobInput,
  now: number,
): Promise<void> {
  await client.query(
    `update job_attempt set parked_at = $4, fence = null
      where shop_id = $1 and job = $2 and input = $3`,
    [shopId, job, input, new Date(now)],
  );
}

/** Notes that a worker is at an input no more, and lives. */
export async function releaseAttempt(
  client: ShopClient,
  { shopId, job, input }: JobInput,
  fence: number,
): Promise<void> {
  await client.query(
    `update job_attempt set fence = null
      where shop_id = $1 and job = $2 and input = $3 and fence = $4`,
    [shopId, job, input, fence],
  );
}

/** Forgets what a worker noted of an input: it is done. */
export async function deleteAttempt(
  client: ShopClient,
  { shopId, job, input }: JobInput,
  fence: number,
): Promise<void> {
  await client.query(
    'delete from job_attempt where shop_id = $1 and job = $2 and input = $3 and fence = $4',
    [shopId, job, input, fence],
  );
}
