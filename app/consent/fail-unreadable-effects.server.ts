import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * Gives up effects that make no sense: listed under Problems, they hold up none of the others.
 * @param now epoch milliseconds
 */
export async function failUnreadableEffects(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
  now: number,
): Promise<void> {
  if (keys.length === 0) return;
  await client.query(
    `update effect set state = 'failed', reason = 'unreadable', settled_at = $3
      where shop_id = $1 and key = any($2) and state = 'ready'`,
    [shopId, keys, new Date(now)],
  );
}
