import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * Those of some mails whose run already has a later marketing email that is due or sent; later is what was asked for later, for
 * either may have been put off since.
 * @param now epoch milliseconds
 */
export async function supersededMails(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
  now: number,
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await client.query<{ key: string }>(
    `select e.key from effect e
      where e.shop_id = $1 and e.key = any($2) and exists (
        select from effect later
         where later.shop_id = $1 and later.run_id = e.run_id and later.kind = 'email'
           and later.created_at > e.created_at and later.due_at <= $3
           and later.state in ('ready', 'attempted', 'done') and later.payload->>'class' = 'marketing')`,
    [shopId, keys, new Date(now)],
  );
  return new Set(rows.map(({ key }) => key));
}

/** The orders that mails are about, as they were asked for; those about none are left out. */
export async function ordersOfMails(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
): Promise<{ key: string; profileId: string | null; orderId: string }[]> {
  const { rows } = await client.query<{
    key: string;
    profileId: string | null;
    orderId: string | null;
  }>(
    `select key, profile_id as "profileId", payload #>> '{context,orderId}' as "orderId" from effect
      where shop_id = $1 and key = any($2)`,
    [shopId, keys],
  );
  return rows.flatMap(({ orderId, ...mail }) => (orderId === null ? [] : [{ ...mail, orderId }]));
}
