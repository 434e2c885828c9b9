import { claimShop } from '#app/platform/claim-shop.server.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { rowPage, type ListView } from '#app/lib/list-view.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { FailedRun } from '#app/journeys/failed-runs.ts';
import {
  countFailedRuns,
  resumeFailedRuns,
  selectFailedRuns,
} from '#app/journeys/store/failed-runs.server.ts';

/** How many a page of the list holds. */
const FAILED_RUNS_SHOWN = 100;

/** `search` is looked for in the person, the journey and the reason. */
export async function listFailedRuns(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
): Promise<{ runs: FailedRun[]; hasMore: boolean; waiting: number }> {
  const found = await selectFailedRuns(client, shopId, view, FAILED_RUNS_SHOWN);
  const waiting = await countFailedRuns(client, shopId);
  const { rows: runs, hasMore } = rowPage(found, FAILED_RUNS_SHOWN);
  return { runs, hasMore, waiting };
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
  const resumed = await resumeFailedRuns(client, shopId, ids, now);
  for (const { id, reason } of resumed) {
    const change = { before: { state: 'failed', reason }, after: { state: 'active' } };
    const entry = { actor, action: 'run.retried', subject: `run:${id}`, ...change };
    await recordAudit(client, shopId, entry, now);
  }
  if (resumed.length > 0) await enqueueJob(client, shopId, 'drain');
  return resumed.length;
}
