import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { openRecomputation } from '#app/segments/store/recomputation.server.ts';
import { savePolicyVersion } from '#app/shopify/store/policy-version.server.ts';

/**
 * Notes that a shop's model or segments changed. All profiles are recomputed in the background, by job
 * `assess`; a recomputation under way begins again. The last call of the transaction that saved them: it takes
 * the shop's row and then a job's.
 */
export async function changePolicy(client: ShopClient, shopId: string): Promise<void> {
  await notePolicyChange(client, shopId);
  await enqueueJob(client, shopId, 'assess');
}

/** As `changePolicy`, for a caller that enqueues `assess` with other jobs. */
export async function notePolicyChange(client: ShopClient, shopId: string): Promise<void> {
  await openRecomputation(client, shopId);
  await savePolicyVersion(client, shopId);
}
