import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * Notes when time alone will next change anything of the shop: a profile, a run, an effect put off, or clicks that
 * are held. A moment that has come already stays, because only the poll enqueues the jobs of what is due by then.
 * @param effectAt when the next effect is due, epoch milliseconds; null when none waits
 * @param now epoch milliseconds
 */
export async function saveNextDue(
  client: ShopClient,
  shopId: string,
  effectAt: number | null,
  now: number,
): Promise<void> {
  await client.query(
    `update shop set next_due_at = least(
       (select min(next_change_at) from profile where shop_id = $1 and next_change_at is not null),
       (select min(due_at) from held_click where shop_id = $1),
       (select min(wake_at) from journey_run where shop_id = $1 and state = 'active'), $2::timestamptz,
       case when next_due_at <= $3 then next_due_at end)
     where id = $1`,
    [shopId, effectAt === null ? null : new Date(effectAt), new Date(now)],
  );
}

/**
 * Notes that what was due of a shop has its jobs, so that the next poll does not enqueue them again.
 * @param effectAt when the next effect is due, epoch milliseconds; null when none waits
 */
export async function replaceNextDue(
  client: ShopClient,
  shopId: string,
  effectAt: number | null,
): Promise<void> {
  await client.query('update shop set next_due_at = $2 where id = $1', [
    shopId,
    effectAt === null ? null : new Date(effectAt),
  ]);
}
