import type { Pool } from 'pg';
import type { AdminClient } from './admin-client.ts';
import { shopInfo } from './operations/shop-info.ts';
import {
  clearReportedUninstall,
  findReportedUninstall,
  markUninstalled,
} from './store/uninstalled-shops.server.ts';

export type UninstallOutcome =
  | { outcome: 'nothing_reported' }
  /** Shopify takes our token no more: the app is gone since then, epoch milliseconds. */
  | { outcome: 'uninstalled'; at: number }
  /** Shopify still answers the app in this shop: the webhook is wrong, or outdated. */
  | { outcome: 'still_installed' };

/**
 * Asks Shopify before a shop is marked as uninstalled. The webhook alone does not say it: its body is a
 * description of the shop, which Shopify signs for other topics too. Repeating it changes nothing.
 * @throws when Shopify gives no clear answer; the job is tried again
 */
export async function confirmUninstall(
  pool: Pool,
  admin: AdminClient,
  shopId: string,
): Promise<UninstallOutcome> {
  const reportedAt = await findReportedUninstall(pool, shopId);
  if (reportedAt === null) return { outcome: 'nothing_reported' };
  const { outcome } = await shopInfo(admin);
  switch (outcome) {
    case 'ok':
    case 'redacted':
      // It may have been removed and installed again meanwhile, and Shopify took the pixel away then.
      await clearReportedUninstall(pool, shopId, reportedAt);
      return { outcome: 'still_installed' };
    case 'unauthorized':
      await markUninstalled(pool, shopId, reportedAt);
      return { outcome: 'uninstalled', at: reportedAt };
    default:
      throw new Error(
        `Shopify did not say whether the app is installed: ${outcome}. It is asked again.`,
      );
  }
}
