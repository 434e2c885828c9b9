import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * Notes when time alone will next change anything of the shop: a profile, a run, an effect put off, or clicks that
 * are held.
 * @param effectAt when the next effect is due, epoch milliseconds; null when none waits
 */
export async function saveNextDue(
  client: ShopClient,
  shopId: string,
  effectAt: number | null,
): Promise<void> {
  await client.query(
    `update shop set next_due_at = least(
       (select min(next_change_at) from profile where shop_id = $1 and next_change_at is not null),
       (select min(due_at) from held_click where shop_id = $1),
       (select min(wake_at) from journey_run where shop_id = $1 and state = 'active'), $2::timestamptz)
     where id = $1`,
    [shopId, effectAt === null ? null : new Date(effectAt)],
  );
}

/** Notes that nothing is due of a shop as far as is known. */
export async function clearNextDue(client: ShopClient, shopId: string): Promise<void> {
  await client.query('update shop set next_due_at = null where id = $1', [shopId]);
}
