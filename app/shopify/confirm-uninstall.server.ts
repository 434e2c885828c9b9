import type { Pool } from 'pg';
import type { AdminClient } from './admin-client.ts';
import { shopInfo } from './operations/shop-info.ts';

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
  const { rows } = await pool.query<{ reportedAt: number }>(
    `select uninstall_told_at as "reportedAt" from shop
      where id = $1 and uninstalled_at is null and uninstall_told_at is not null`,
    [shopId],
  );
  const [row] = rows;
  if (!row) return { outcome: 'nothing_reported' };
  const at = new Date(row.reportedAt);
  const { outcome } = await shopInfo(admin);
  switch (outcome) {
    case 'ok':
    case 'redacted':
      // It may have been removed and installed again meanwhile, and Shopify took the pixel away then.
      await pool.query(
        `update shop set uninstall_told_at = null, pixel_settings = null
          where id = $1 and uninstall_told_at = $2`,
        [shopId, at],
      );
      return { outcome: 'still_installed' };
    case 'unauthorized':
      await markUninstalled(pool, shopId, at);
      return { outcome: 'uninstalled', at: row.reportedAt };
    default:
      throw new Error(
        `Shopify did not say whether the app is installed: ${outcome}. It is asked again.`,
      );
  }
}

/** A newer installation has cleared the reported removal, and then nothing is done. */
async function markUninstalled(pool: Pool, shopId: string, at: Date): Promise<void> {
  await pool.query(
    `with gone as (
       update shop set uninstalled_at = $2, uninstall_told_at = null, next_due_at = null
       where id = $1 and uninstalled_at is null and uninstall_told_at = $2
       returning domain
     )
     delete from "Session" using gone where "Session"."shop" = gone.domain`,
    [shopId, at],
  );
}
