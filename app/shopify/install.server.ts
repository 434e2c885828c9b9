import type { Pool } from 'pg';
import { idOf } from '#app/lib/ids.ts';
import type { AdminClient } from './admin-client.ts';
import { shopInfo } from './operations/shop-info.ts';
import { saveInstalledShop } from './store/shops.server.ts';

/** The id of a shop's row: the same on every installation of the same shop. */
export function shopIdOf(domain: string): string {
  return idOf('shop', domain);
}

/**
 * Makes the shop's row, or brings it up to date; after it deliveries of the shop are taken in.
 * Repeating it changes nothing but what the shop says of itself.
 * @param now epoch milliseconds
 * @returns id of the row
 * @throws when Shopify does not describe the shop; nothing is written then
 */
export async function installShop(pool: Pool, admin: AdminClient, now: number): Promise<string> {
  const answer = await shopInfo(admin);
  if (answer.outcome !== 'ok' && answer.outcome !== 'redacted') {
    throw new Error(
      `Shopify did not describe ${admin.shop}: ${answer.outcome}. Open the app again to retry.`,
    );
  }
  const id = shopIdOf(admin.shop);
  await saveInstalledShop(pool, id, admin.shop, answer.data, now);
  return id;
}
