import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { bulkOperationCancel } from '#app/shopify/operations/bulk-operation-cancel.ts';
import { endRun, historyRuns, openRun, openRuns } from './store/import-runs.server.ts';
import { lastInstallationTime } from './store/import-shop.server.ts';
import { IMPORT_KINDS } from './import-run.ts';

/** Asks for the whole history; what is under way already goes on. In the caller's transaction. */
export async function startHistory(client: ShopClient, shopId: string, now: number): Promise<void> {
  for (const kind of IMPORT_KINDS)
    await openRun(client, shopId, { kind, purpose: 'history', since: null, until: now });
  await enqueueJob(client, shopId, 'import');
}

/**
 * Asks for the history once an installation; later calls only enqueue what waited for a token.
 * In the caller's transaction.
 */
export async function startFirstHistory(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<void> {
  const installedAt = (await lastInstallationTime(client, shopId)) ?? now;
  const known = await historyRuns(client, shopId);
  if (known.some((run) => run.until >= installedAt)) await enqueueJob(client, shopId, 'import');
  else await startHistory(client, shopId, now);
}

/** Cancels the import of the history. What was saved stays. @returns the bulk operations to cancel as well */
export async function cancelHistory(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<string[]> {
  const runs = (await openRuns(client, shopId)).filter(({ purpose }) => purpose === 'history');
  for (const { id } of runs)
    await endRun(client, shopId, id, { state: 'cancelled', error: null, now });
  return runs.flatMap(({ bulkId }) => bulkId ?? []);
}

/** Tells Shopify that these files are not needed; when that fails they are merely made in vain. */
export async function cancelBulkOperations(
  admin: AdminClient,
  bulkIds: readonly string[],
): Promise<void> {
  for (const id of bulkIds) await bulkOperationCancel(admin, id);
}
