import type { Pool } from 'pg';
import type { ShopInfo } from '../operations/shop-info.ts';

/** A shop's row by its domain, `uninstalledAt` in epoch milliseconds; null when it never installed the app. */
export async function findShopByDomain(
  pool: Pool,
  domain: string,
): Promise<{ id: string; uninstalledAt: number | null } | null> {
  const { rows } = await pool.query<{ id: string; uninstalledAt: number | null }>(
    'select id, uninstalled_at as "uninstalledAt" from shop where domain = $1',
    [domain],
  );
  return rows[0] ?? null;
}

type InstalledShop = { name: string; currency: string; timeZone: string; storefrontUrl: string };

/** What a shop says of itself; null when the app is not installed there. */
export async function findInstalledShop(pool: Pool, shopId: string): Promise<InstalledShop | null> {
  const { rows } = await pool.query<InstalledShop>(
    `select name, currency, time_zone as "timeZone", storefront_url as "storefrontUrl" from shop
      where id = $1 and uninstalled_at is null`,
    [shopId],
  );
  return rows[0] ?? null;
}

/**
 * Makes the row of a shop that has the app, or brings it up to date.
 * @param domain its `myshopify.com` one
 * @param now epoch milliseconds
 */
export async function saveInstalledShop(
  pool: Pool,
  shopId: string,
  domain: string,
  info: ShopInfo,
  now: number,
): Promise<void> {
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
      shopId,
      domain,
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
}

/** Counts a delivery of an unknown shop, by day. */
export async function countDroppedDelivery(pool: Pool, domain: string): Promise<void> {
  await pool.query(
    `insert into dropped_delivery (domain, day, count) values ($1, current_date, 1)
     on conflict (domain, day) do update set count = dropped_delivery.count + 1`,
    [domain],
  );
}
