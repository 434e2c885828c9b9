import type { Pool } from 'pg';

/** When the removal of the app from a shop was reported, epoch milliseconds; null when none is to be confirmed. */
export async function findReportedUninstall(pool: Pool, shopId: string): Promise<number | null> {
  const { rows } = await pool.query<{ reportedAt: number | null }>(
    `select uninstall_told_at as "reportedAt" from shop
      where id = $1 and uninstalled_at is null and uninstall_told_at is not null`,
    [shopId],
  );
  return rows[0]?.reportedAt ?? null;
}

/**
 * Drops a report of a removal, and the settings of the pixel, which Shopify may have taken away meanwhile.
 * @param reportedAt epoch milliseconds; a newer report stays
 */
export async function clearReportedUninstall(
  pool: Pool,
  shopId: string,
  reportedAt: number,
): Promise<void> {
  await pool.query(
    `update shop set uninstall_told_at = null, pixel_settings = null
      where id = $1 and uninstall_told_at = $2`,
    [shopId, new Date(reportedAt)],
  );
}

/**
 * Marks a shop as uninstalled and deletes its sessions. A newer installation has cleared the reported removal, and
 * then nothing is done.
 * @param reportedAt epoch milliseconds
 */
export async function markUninstalled(
  pool: Pool,
  shopId: string,
  reportedAt: number,
): Promise<void> {
  await pool.query(
    `with gone as (
       update shop set uninstalled_at = $2, uninstall_told_at = null, next_due_at = null
       where id = $1 and uninstalled_at is null and uninstall_told_at = $2
       returning domain
     )
     delete from "Session" using gone where "Session"."shop" = gone.domain`,
    [shopId, new Date(reportedAt)],
  );
}
