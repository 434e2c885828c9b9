import type { ShopClient } from '#app/platform/db.server.ts';

/** Runs of one version that wait at one step until one day. */
export type PlannedRunsRow = {
  /** The number of the day, from 1. */
  day: number;
  journeyKey: string;
  version: number;
  stepId: string;
  count: number;
};

/** No more runs of a period are counted. */
export const MOST_RUNS_COUNTED = 100_000;
const MOST_GROUPS = 1_000;

/**
 * How many runs wait until each of some days, by where; of the first 100,000.
 * @param starts when each day begins, and when the last ends; epoch milliseconds
 */
export async function countPlannedRuns(
  client: ShopClient,
  shopId: string,
  starts: readonly number[],
): Promise<PlannedRunsRow[]> {
  const { rows } = await client.query<PlannedRunsRow>(
    `select width_bucket(wake_at, $4::timestamptz[]) as day, journey_key as "journeyKey",
            journey_version as version, step_id as "stepId", count(*) as count
       from (select wake_at, journey_key, journey_version, step_id from journey_run
              where shop_id = $1 and state = 'active' and wake_at >= $2 and wake_at < $3
              order by wake_at limit ${String(MOST_RUNS_COUNTED)}) as waiting
      group by 1, 2, 3, 4 order by 1, count(*) desc limit ${String(MOST_GROUPS)}`,
    [
      shopId,
      new Date(starts[0] ?? 0),
      new Date(starts.at(-1) ?? 0),
      starts.map((start) => new Date(start)),
    ],
  );
  return rows;
}
