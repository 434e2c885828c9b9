import type { ShopClient } from '#app/platform/db.server.ts';
import { listFailedEffects, retryEffects } from '#app/effects/failed-effects.server.ts';
import type { FailedEffect } from '#app/effects/failed-effects.ts';
import { listParkedJobs, parkedJobOf, retryParkedJob } from '#app/effects/parked-jobs.server.ts';
import type { ListView } from '#app/lib/list-view.ts';
import {
  listParkedFiles,
  parkedFileOf,
  retryParkedFile,
} from '#app/imports/csv/parked-files.server.ts';

/** Effects, files and jobs that were given up, as one list. */
export async function listFailures(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
): Promise<{ effects: FailedEffect[]; hasMore: boolean; waiting: number }> {
  const parked = [
    ...(await listParkedFiles(client, shopId, view.search)),
    ...(await listParkedJobs(client, shopId, view.search)),
  ];
  const { effects, hasMore, waiting } = await listFailedEffects(client, shopId, view);
  // Files and jobs are few; all of them stand on the first page.
  const all = [...(view.page === 1 ? parked : []), ...effects].sort((one, other) =>
    view.direction === 'descending' ? other.failedAt - one.failedAt : one.failedAt - other.failedAt,
  );
  return { effects: all, hasMore, waiting: waiting + parked.length };
}

/**
 * Tries failures of that list again.
 * @returns how many; those that were tried again meanwhile are left alone
 */
export async function retryFailures(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
  actor: string,
  now: number,
): Promise<number> {
  const others = keys.filter((key) => parkedFileOf(key) === null && parkedJobOf(key) === null);
  let count = await retryEffects(client, shopId, others, actor, now);
  for (const file of keys.flatMap((key) => parkedFileOf(key) ?? []))
    if (await retryParkedFile(client, shopId, file, actor, now)) count += 1;
  for (const job of keys.flatMap((key) => parkedJobOf(key) ?? []))
    if (await retryParkedJob(client, shopId, job, actor, now)) count += 1;
  return count;
}
