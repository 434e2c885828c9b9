import { assertNever } from '#app/lib/assert-never.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { ShopChangeKind } from '#app/events/shop-change.ts';
import {
  noteUninstallReport,
  updateSessionScopes,
  updateShopDetails,
} from '#app/events/store/shop-changes.server.ts';

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
    case 'uninstalled': {
      // The job `confirm_uninstall` asks Shopify before anything follows. The time of a header is not signed.
      const { triggeredAt, receivedAt } = delivery;
      await noteUninstallReport(client, shopId, Math.min(triggeredAt ?? receivedAt, receivedAt));
      return;
    }
    case 'scopes':
      await updateSessionScopes(client, shopId, change.current);
      return;
    case 'shop':
      await updateShopDetails(client, shopId, change);
      return;
    default:
      assertNever(change);
  }
}
