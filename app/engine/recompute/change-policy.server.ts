import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';

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
  await client.query(
    `insert into assessment (shop_id, policy_version) values ($1, nextval('policy_version'))
     on conflict (shop_id) do update set policy_version = excluded.policy_version, reached = null,
       people_done = 0, people_total = null, started_at = null, finished_at = null`,
    [shopId],
  );
  await client.query(
    `update shop set policy_version = assessment.policy_version from assessment
      where shop.id = $1 and assessment.shop_id = $1`,
    [shopId],
  );
}
