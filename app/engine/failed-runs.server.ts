import { claimShop } from '#app/platform/claim-shop.server.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset, rowPage, sqlOrder, type ListView } from '#app/lib/list-view.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { idOf } from '#app/lib/ids.ts';
import type { FailedRun } from './failed-runs.ts';

/** How many a page of the list holds. */
const FAILED_RUNS_SHOWN = 100;

/** `search` is looked for in the person, the journey and the reason. */
export async function listFailedRuns(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
): Promise<{ runs: FailedRun[]; hasMore: boolean; waiting: number }> {
  const { rows } = await client.query<FailedRun>(
    `select run.id as key, journey_key as "journeyKey", journey_version as "journeyVersion",
            step_id as "stepId", profile_id as "profileId", name, email,
            coalesce(end_reason, 'error') as reason, coalesce(ended_at, entered_at) as "failedAt"
       from journey_run run
       join profile on profile.shop_id = $1 and profile.id = run.profile_id
      where run.shop_id = $1 and run.state = 'failed'
        and position($2 in lower(concat_ws(' ', name, email, journey_key, end_reason))) > 0
      order by "failedAt" ${sqlOrder(view)}, run.id limit $3 offset $4`,
    [shopId, view.search.toLowerCase(), ...limitAndOffset(view, FAILED_RUNS_SHOWN)],
  );
  const { rows: counts } = await client.query<{ waiting: number }>(
    `select count(*) as waiting from journey_run where shop_id = $1 and state = 'failed'`,
    [shopId],
  );
  const { rows: runs, hasMore } = rowPage(rows, FAILED_RUNS_SHOWN);
  return { runs, hasMore, waiting: counts[0]?.waiting ?? 0 };
}

/**
 * Lets failed runs go on from the step they stand on, at the moment they waited for or at once if it is over. What
 * ended them meanwhile ends them now.
 * @returns how many; those that are not failed any more are left alone
 */
export async function retryRuns(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
  actor: string,
  now: number,
): Promise<number> {
  // What a batch under way has loaded must not change before it is saved.
  await claimShop(client, shopId);
  const { rows } = await client.query<{ id: string; reason: string | null }>(
    `update journey_run run set state = 'active', ended_at = null, end_reason = null,
            wake_at = coalesce(run.wake_at, $3)
       from journey_run before
      where run.shop_id = $1 and run.id = any($2) and run.state = 'failed'
        and before.shop_id = $1 and before.id = run.id
      returning run.id, before.end_reason as reason`,
    [shopId, ids, new Date(now)],
  );
  for (const { id, reason } of rows) {
    const change = { before: { state: 'failed', reason }, after: { state: 'active' } };
    const entry = { actor, action: 'run.retried', subject: `run:${id}`, ...change };
    await recordAudit(client, shopId, entry, now);
  }
  if (rows.length > 0) await enqueueJob(client, shopId, 'drain');
  return rows.length;
}

/** Stops a run that cannot even be saved as it would go on, with the decision that says so. */
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
