import type { ShopClient } from '#app/platform/db.server.ts';
import type { JobName } from '../catalog.ts';

/** A job that no worker takes up any more because workers died of it. */
export type ParkedJobRow = {
  job: JobName;
  input: string;
  deaths: number;
  /** Epoch milliseconds. */
  parkedAt: number;
};

/** The parked jobs of a shop, the newest first. @param search looked for in the job's name */
export async function selectParkedJobs(
  client: ShopClient,
  shopId: string,
  search: string,
  limit: number,
): Promise<ParkedJobRow[]> {
  const { rows } = await client.query<ParkedJobRow>(
    `select job, input, deaths, parked_at as "parkedAt" from job_attempt
      where shop_id = $1 and parked_at is not null and position($2 in job) > 0
      order by parked_at desc limit $3`,
    [shopId, search.toLowerCase(), limit],
  );
  return rows;
}

/** Forgets that workers died of a parked job. @returns false when it is parked no longer */
export async function deleteParkedJob(
  client: ShopClient,
  shopId: string,
  job: JobName,
  input: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'delete from job_attempt where shop_id = $1 and job = $2 and input = $3 and parked_at is not null',
    [shopId, job, input],
  );
  return rowCount === 1;
}
