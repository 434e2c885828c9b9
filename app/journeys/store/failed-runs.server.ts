import type { ShopClient } from '#app/platform/db.server.ts';
import { idOf } from '#app/lib/ids.ts';
import { limitAndOffset, sqlOrder, type ListView } from '#app/lib/list-view.ts';
import type { FailedRun } from '#app/journeys/failed-runs.ts';

/**
 * A page of the failed runs, and one more if there are more.
 * @param view `search` is looked for in the person, the journey and the reason
 */
export async function selectFailedRuns(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
  pageSize: number,
): Promise<FailedRun[]> {
  const { rows } = await client.query<FailedRun>(
    `select run.id as key, journey_key as "journeyKey", journey_version as "journeyVersion",
            step_id as "stepId", profile_id as "profileId", name, email,
            coalesce(end_reason, 'error') as reason, coalesce(ended_at, entered_at) as "failedAt"
       from journey_run run
       join profile on profile.shop_id = $1 and profile.id = run.profile_id
      where run.shop_id = $1 and run.state = 'failed'
        and position($2 in lower(concat_ws(' ', name, email, journey_key, end_reason))) > 0
      order by "failedAt" ${sqlOrder(view)}, run.id limit $3 offset $4`,
    [shopId, view.search.toLowerCase(), ...limitAndOffset(view, pageSize)],
  );
  return rows;
}

/** How many runs failed. */
export async function countFailedRuns(client: ShopClient, shopId: string): Promise<number> {
  const { rows } = await client.query<{ waiting: number }>(
    `select count(*) as waiting from journey_run where shop_id = $1 and state = 'failed'`,
    [shopId],
  );
  return rows[0]?.waiting ?? 0;
}

/**
 * Lets failed runs go on from the step they stand on.
 * @param now when those go on that waited for no moment, epoch milliseconds
 * @returns those that were failed, with why
 */
export async function resumeFailedRuns(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
  now: number,
): Promise<{ id: string; reason: string | null }[]> {
  const { rows } = await client.query<{ id: string; reason: string | null }>(
    `update journey_run run set state = 'active', ended_at = null, end_reason = null,
            wake_at = coalesce(run.wake_at, $3)
       from journey_run before
      where run.shop_id = $1 and run.id = any($2) and run.state = 'failed'
        and before.shop_id = $1 and before.id = run.id
      returning run.id, before.end_reason as reason`,
    [shopId, ids, new Date(now)],
  );
  return rows;
}

/**
 * Stops a run that cannot even be saved as it would go on, with the decision that says so.
 * @param now epoch milliseconds
 */
export async function failRun(
  client: ShopClient,
  shopId: string,
  runId: string,
  now: number,
): Promise<void> {
  await client.query(
    `with failed as (
       update journey_run set state = 'failed', ended_at = $3, end_reason = 'error'
        where shop_id = $1 and id = $2 and state = 'active'
        returning profile_id, journey_key || '@' || journey_version as rule, step_id)
     insert into decision (shop_id, id, at, profile_id, run_id, outcome, reason, rule, facts)
     select $1, $4, $3, profile_id, $2, 'run_failed', 'error', rule,
            json_build_object('step', step_id, 'detail', '')
       from failed on conflict do nothing`,
    [shopId, runId, new Date(now), idOf('decision', runId, 'failed', String(now))],
  );
}
