import type { ShopClient } from '#app/db.server.ts';

/**
 * Makes it so that no other transaction decides for this shop until the caller's ends. Whoever loads what must not
 * change before it is saved calls this first.
 */
export async function claimShop(client: ShopClient, shopId: string): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [shopId]);
}
