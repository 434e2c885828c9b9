import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * Notes when time alone will next change anything of the shop: a profile, a run, a message put off, or clicks that
 * are held.
 * @param now epoch milliseconds
 */
export async function saveNextDue(client: ShopClient, shopId: string, now: number): Promise<void> {
  await client.query(
    `update shop set next_due_at = least(
       (select min(next_change_at) from profile where shop_id = $1 and next_change_at is not null),
       (select min(due_at) from held_click where shop_id = $1),
       (select min(wake_at) from journey_run where shop_id = $1 and state = 'active'),
       (select min(due_at) from effect where shop_id = $1 and state = 'ready' and due_at > $2))
     where id = $1`,
    [shopId, new Date(now)],
  );
}

/** Notes that nothing is due of a shop as far as is known. */
export async function clearNextDue(client: ShopClient, shopId: string): Promise<void> {
  await client.query('update shop set next_due_at = null where id = $1', [shopId]);
}
