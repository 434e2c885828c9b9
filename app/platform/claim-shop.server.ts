import type { ShopClient } from '#app/db.server.ts';
import { takeLock } from './take-lock.server.ts';

/**
 * Makes it so that no other transaction decides for this shop until the caller's ends. Whoever loads what must not
 * change before it is saved calls this first.
 */
export async function claimShop(client: ShopClient, shopId: string): Promise<void> {
  await takeLock(client, 'shop', shopId);
}
