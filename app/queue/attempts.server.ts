import type pg from 'pg';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { LeaseExpiredError, type Heartbeat } from './heartbeat.server.ts';
import {
  beginAttempt,
  deleteAttempt,
  parkAttempt,
  releaseAttempt,
  type JobInput,
} from './store/job-attempts.server.ts';

/** After so many deaths of workers over the same input no worker takes it up again unless staff ask for it. */
const MOST_DEATHS = 2;

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
    const { deaths, isParked } = await beginAttempt(client, jobInput, heartbeat.fence);
    if (isParked || deaths < MOST_DEATHS) return isParked;
    if (park) {
      await park(client);
      await deleteAttempt(client, jobInput, heartbeat.fence);
    } else await parkAttempt(client, jobInput, clock.now());
    return true;
  });
  if (isParked) return null;
  let result;
  try {
    result = await work();
  } catch (error) {
    // An error is no death: the queue tries again. A process whose lease expired may write nothing any more.
    if (!(error instanceof LeaseExpiredError))
      await inShop(pool, jobInput.shopId, (client) =>
        releaseAttempt(client, jobInput, heartbeat.fence),
      );
    throw error;
  }
  await inShop(pool, jobInput.shopId, (client) => deleteAttempt(client, jobInput, heartbeat.fence));
  return result;
}
