import { assertNever } from '#app/lib/assert-never.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { ShopChangeKind } from '#app/events/shop-change.ts';

/** The delivery that a change came in; times in epoch milliseconds. */
export type ShopDelivery = { key: string; receivedAt: number; triggeredAt: number | null };

/**
 * Applies a change of the installation itself, inside the shop's transaction. Repeating it, or applying
 * it after a newer installation, changes nothing.
 */
export async function applyShopChange(
  client: ShopClient,
  shopId: string,
  change: Exclude<ShopChangeKind, { kind: 'compliance_request' }>,
  delivery: ShopDelivery,
): Promise<void> {
  switch (change.kind) {
    case 'uninstalled':
      await recordUninstall(client, shopId, delivery);
      return;
    case 'scopes':
      await client.query(
        'update "Session" set "scope" = $2 from shop where shop.id = $1 and "Session"."shop" = shop.domain',
        [shopId, change.current.join(',')],
      );
      return;
    case 'shop':
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
      return;
    default:
      assertNever(change);
  }
}

/**
 * Records the report; the job `confirm_uninstall` asks Shopify before anything follows. An uninstallation older
 * than the installation is history. The time of a header is not signed, so it never lies after the receipt.
 */
async function recordUninstall(
  client: ShopClient,
  shopId: string,
  { triggeredAt, receivedAt }: ShopDelivery,
): Promise<void> {
  await client.query(
    `update shop set uninstall_told_at = coalesce(uninstall_told_at, $2)
      where id = $1 and uninstalled_at is null and installed_at <= $2`,
    [shopId, new Date(Math.min(triggeredAt ?? receivedAt, receivedAt))],
  );
}
