import type pg from 'pg';
import type { ShopClient } from '#app/platform/db.server.ts';

/** Holds a shop's own row still for the rest of the transaction. */
export async function lockShop(client: ShopClient, shopId: string): Promise<void> {
  await client.query('select from shop where id = $1 for no key update', [shopId]);
}

/** A shop's domain, and when it uninstalled the app, epoch milliseconds; null when it did not. */
export type LockedShop = { domain: string; uninstalledAt: number | null };

/**
 * Holds a shop's own row still for the rest of the transaction, and reads whether the app is installed.
 * @returns null when there is no such shop
 */
export async function lockShopInstallation(
  client: ShopClient,
  shopId: string,
): Promise<LockedShop | null> {
  const { rows } = await client.query<LockedShop>(
    `select domain, uninstalled_at as "uninstalledAt" from shop where id = $1 for no key update`,
    [shopId],
  );
  return rows[0] ?? null;
}

/** When a shop uninstalled the app, epoch milliseconds, and for how many days it is stored after that. */
export type UninstalledShop = { uninstalledAt: number; days: number };

/** A shop that uninstalled the app; null when it has it installed. */
export async function loadUninstalledShop(
  pool: pg.Pool,
  shopId: string,
): Promise<UninstalledShop | null> {
  const { rows } = await pool.query<UninstalledShop>(
    `select uninstalled_at as "uninstalledAt", keep_uninstalled_days as days
       from shop where id = $1 and uninstalled_at is not null`,
    [shopId],
  );
  return rows[0] ?? null;
}
