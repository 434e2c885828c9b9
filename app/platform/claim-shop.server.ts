import type { ShopClient } from '#app/platform/db.server.ts';
import { takeLock } from './take-lock.server.ts';

/**
 * Ensures that no other transaction decides for this shop until the caller's ends. A caller that loads what must not
 * change before it is saved calls this first.
 */
export async function claimShop(client: ShopClient, shopId: string): Promise<void> {
  await takeLock(client, 'shop', shopId);
}
