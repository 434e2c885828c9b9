import type pg from 'pg';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { shopErasureTime } from './shop-erasure-time.ts';
import { lockShopInstallation } from '#app/shopify/store/lock-shop.server.ts';

/** Why nothing of a shop may be erased. `mayBeErasedAt` is epoch milliseconds. */
export type ErasureRefusal =
  | { outcome: 'unknown_shop' }
  | { outcome: 'installed' }
  | { outcome: 'too_early'; mayBeErasedAt: number };

/**
 * Does something that only a shop that left long enough ago may suffer, see `shopErasureTime`. Its row is held
 * meanwhile, so that no one installs the app in the middle of it.
 * @param now epoch milliseconds
 */
export async function inUninstalledShop<T>(
  pool: pg.Pool,
  shopId: string,
  now: number,
  work: (client: ShopClient, domain: string) => Promise<T>,
): Promise<{ outcome: 'worked'; result: T } | ErasureRefusal> {
  return await inShop(pool, shopId, async (client) => {
    const shop = await lockShopInstallation(client, shopId);
    if (!shop) return { outcome: 'unknown_shop' };
    const mayBeErasedAt = shopErasureTime(shop.uninstalledAt);
    if (mayBeErasedAt === null) return { outcome: 'installed' };
    if (mayBeErasedAt > now) return { outcome: 'too_early', mayBeErasedAt };
    return { outcome: 'worked', result: await work(client, shop.domain) };
  });
}
