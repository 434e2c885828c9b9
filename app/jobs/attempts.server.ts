import type pg from 'pg';
import { inShop, type ShopClient } from '#app/db.server.ts';
import type { JobName } from './catalog.ts';
import { ReleasedError, type Pulse } from './heartbeat.server.ts';

/** After so many deaths of workers over the same input nobody is sent at it again unless somebody asks. */
const MOST_DEATHS = 2;

/** Something a job takes up that comes from outside, such as a file. */
export type JobInput = { shopId: string; job: JobName; input: string };

/**
 * Works on an input unless workers died of it: one that exhausts a worker's memory or kills it in another way would
 * else be taken up by worker after worker, and with each the work of all shops would stop.
 * @param park told instead of working when too many died of it; from then on it counts as never tried
 */
export async function attempt(
  { pool, pulse }: { pool: pg.Pool; pulse: Pulse },
  one: JobInput,
  work: () => Promise<void>,
  park: (client: ShopClient) => Promise<void>,
): Promise<void> {
  const isParked = await inShop(pool, one.shopId, async (client) => {
    if ((await begin(client, one, pulse)) < MOST_DEATHS) return false;
    await park(client);
    await end(client, one, pulse);
    return true;
  });
  if (isParked) return;
  try {
    await work();
  } catch (error) {
    // An error is no death: the queue tries again. Whoever was taken for dead may write nothing any more.
    if (!(error instanceof ReleasedError))
      await inShop(pool, one.shopId, (client) => leave(client, one, pulse));
    throw error;
  }
  await inShop(pool, one.shopId, (client) => end(client, one, pulse));
}

/** Notes who is at it; gives how many died of it. Another worker that is at it still must have died. */
async function begin(
  client: ShopClient,
  { shopId, job, input }: JobInput,
  { fence }: Pulse,
): Promise<number> {
  const { rows } = await client.query<{ deaths: number }>(
    `insert into job_attempt (shop_id, job, input, fence) values ($1, $2, $3, $4)
     on conflict (shop_id, job, input) do update
       set deaths = job_attempt.deaths + coalesce(job_attempt.fence <> excluded.fence, false)::int,
           fence = excluded.fence
     returning deaths`,
    [shopId, job, input, fence],
  );
  return rows[0]?.deaths ?? 0;
}

async function leave(
  client: ShopClient,
  { shopId, job, input }: JobInput,
  { fence }: Pulse,
): Promise<void> {
  await client.query(
    `update job_attempt set fence = null
      where shop_id = $1 and job = $2 and input = $3 and fence = $4`,
    [shopId, job, input, fence],
  );
}

async function end(
  client: ShopClient,
  { shopId, job, input }: JobInput,
  { fence }: Pulse,
): Promise<void> {
  await client.query(
    'delete from job_attempt where shop_id = $1 and job = $2 and input = $3 and fence = $4',
    [shopId, job, input, fence],
  );
}
