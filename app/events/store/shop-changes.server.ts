import type { ShopClient } from '#app/platform/db.server.ts';
import type { ShopChangeKind } from '#app/events/shop-change.ts';

/** What Shopify says of a shop that has the app. */
export async function updateShopDetails(
  client: ShopClient,
  shopId: string,
  change: Extract<ShopChangeKind, { kind: 'shop' }>,
): Promise<void> {
  await client.query(
    `update shop set name = $2, email = $3, currency = $4,
       time_zone = coalesce($5, time_zone), country = $6,
       is_development = coalesce($7, is_development) where id = $1`,
    [
      shopId,
      change.name,
      change.email,
      change.currency,
      change.timeZone,
      change.country,
      change.isDevelopment,
    ],
  );
}

/** The scopes that the shop's sessions have now. */
export async function updateSessionScopes(
  client: ShopClient,
  shopId: string,
  scopes: readonly string[],
): Promise<void> {
  await client.query(
    'update "Session" set "scope" = $2 from shop where shop.id = $1 and "Session"."shop" = shop.domain',
    [shopId, scopes.join(',')],
  );
}

/**
 * Notes that an uninstallation was reported, unless one was before, or the app was installed since.
 * @param at when it happened, epoch milliseconds
 */
export async function noteUninstallReport(
  client: ShopClient,
  shopId: string,
  at: number,
): Promise<void> {
  await client.query(
    `update shop set uninstall_told_at = coalesce(uninstall_told_at, $2)
      where id = $1 and uninstalled_at is null and installed_at <= $2`,
    [shopId, new Date(at)],
  );
}
