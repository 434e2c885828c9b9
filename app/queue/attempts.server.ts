import type pg from 'pg';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import type { JobName } from './catalog.ts';
import { LeaseExpiredError, type Heartbeat } from './heartbeat.server.ts';

/** After so many deaths of workers over the same input no worker takes it up again unless staff ask for it. */
const MOST_DEATHS = 2;

/**
 * Something a job takes up that comes from outside, such as a file. `progress` says how far it is worked on: deaths at
 * different places are not of one cause.
 */
export type JobInput = { shopId: string; job: JobName; input: string; progress?: string };

type AttemptServices = { pool: pg.Pool; heartbeat: Heartbeat; clock: Clock };

/**
 * Works on an input unless workers died of it: one that exhausts a worker's memory or kills it in another way would
 * else be taken up by worker after worker, and with each the work of all shops would stop.
 * @param park called instead of working when too many died of it; from then on it counts as never tried. Without it the
 *   input is listed as a parked job, and left alone until that is tried again
 * @returns what the work gives; null when the input is parked
 */
export async function attempt<T>(
  { pool, heartbeat, clock }: AttemptServices,
  jobInput: JobInput,
  work: () => Promise<T>,
  park?: (client: ShopClient) => Promise<void>,
): Promise<T | null> {
  const isParked = await inShop(pool, jobInput.shopId, async (client) => {
    const { deaths, isParked } = await beginAttempt(client, jobInput, heartbeat);
    if (isParked || deaths < MOST_DEATHS) return isParked;
    if (park) {
      await park(client);
      await deleteAttempt(client, jobInput, heartbeat);
    } else await parkInput(client, jobInput, clock.now());
    return true;
  });
  if (isParked) return null;
  let result;
  try {
    result = await work();
  } catch (error) {
    // An error is no death: the queue tries again. A process whose lease expired may write nothing any more.
    if (!(error instanceof LeaseExpiredError))
      await inShop(pool, jobInput.shopId, (client) => releaseAttempt(client, jobInput, heartbeat));
    throw error;
  }
  await inShop(pool, jobInput.shopId, (client) => deleteAttempt(client, jobInput, heartbeat));
  return result;
}

/**
 * Notes which worker is at it; gives how many died of it. Another worker that is at it still must have died, unless the database
 * was unavailable meanwhile: a worker without a heartbeat since its start may only have lost the connection.
 */
async function beginAttempt(
  client: ShopClient,
  { shopId, job, input, progress }: JobInput,
  { fence }: Heartbeat,
): Promise<{ deaths: number; isParked: boolean }> {
  const { rows } = await client.query<{ deaths: number; isParked: boolean }>(
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

async function parkInput(
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

async function releaseAttempt(
  client: ShopClient,
  { shopId, job, input }: JobInput,
  { fence }: Heartbeat,
): Promise<void> {
  await client.query(
    `update job_attempt set fence = null
      where shop_id = $1 and job = $2 and input = $3 and fence = $4`,
    [shopId, job, input, fence],
  );
}

async function deleteAttempt(
  client: ShopClient,
  { shopId, job, input }: JobInput,
  { fence }: Heartbeat,
): Promise<void> {
  await client.query(
    'delete from job_attempt where shop_id = $1 and job = $2 and input = $3 and fence = $4',
    [shopId, job, input, fence],
  );
}
