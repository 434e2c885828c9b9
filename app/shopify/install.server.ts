import type { Pool } from 'pg';
import { idOf } from '#app/lib/ids.ts';
import type { AdminClient } from './admin-client.ts';
import { shopInfo } from './operations/shop-info.ts';

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
  const info = answer.data;
  const id = shopIdOf(admin.shop);
  await pool.query(
    `insert into shop (id, domain, name, email, currency, time_zone, country, storefront_url, installed_at,
       shopify_number, days_zone, is_development, hosts)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $6, $11, $12)
     on conflict (id) do update set
       name = excluded.name, email = excluded.email, currency = excluded.currency,
       time_zone = excluded.time_zone, country = excluded.country, storefront_url = excluded.storefront_url,
       hosts = excluded.hosts,
       installed_at = case when shop.uninstalled_at is null then shop.installed_at else excluded.installed_at end,
       -- Shopify takes the pixel away with the app, also where its removal was received and is not confirmed yet.
       pixel_settings = case when shop.uninstalled_at is null and shop.uninstall_told_at is null
         then shop.pixel_settings end,
       shopify_number = excluded.shopify_number, is_development = excluded.is_development,
       uninstalled_at = null, uninstall_told_at = null`,
    [
      id,
      admin.shop,
      info.name,
      info.email,
      info.currency,
      info.timeZone,
      info.country,
      info.storefrontUrl,
      new Date(now),
      info.number,
      info.isDevelopment,
      info.hosts,
    ],
  );
  return id;
}
