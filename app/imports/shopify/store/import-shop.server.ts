import type pg from 'pg';
import { COUNTS_TEST_ORDERS } from '#app/shopify/store/drained-shop.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** `timeZone` is an IANA name. */
export type ImportShop = {
  id: string;
  currency: string;
  timeZone: string;
  countsTestOrders: boolean;
};

/** The shop whose objects are read; null when it is uninstalled. */
export async function loadImportShop(
  client: ShopClient,
  shopId: string,
): Promise<ImportShop | null> {
  const { rows } = await client.query<ImportShop>(
    `select id, currency, time_zone as "timeZone", ${COUNTS_TEST_ORDERS} as "countsTestOrders"
       from shop where id = $1 and uninstalled_at is null`,
    [shopId],
  );
  return rows[0] ?? null;
}

/** When a shop was installed, epoch milliseconds; null when it is uninstalled. */
export async function installationTime(pool: pg.Pool, shopId: string): Promise<number | null> {
  const { rows } = await pool.query<{ installedAt: number }>(
    'select installed_at as "installedAt" from shop where id = $1 and uninstalled_at is null',
    [shopId],
  );
  return rows[0]?.installedAt ?? null;
}

/** When a shop was last installed, epoch milliseconds, whether or not it still is; null when there is none. */
export async function lastInstallationTime(
  client: ShopClient,
  shopId: string,
): Promise<number | null> {
  const { rows } = await client.query<{ installedAt: number }>(
    'select installed_at as "installedAt" from shop where id = $1',
    [shopId],
  );
  return rows[0]?.installedAt ?? null;
}

/** A shop's predictions are due now. */
export async function makePredictionsDue(client: ShopClient, shopId: string): Promise<void> {
  await client.query('update shop set predict_due_at = now() where id = $1', [shopId]);
}

/** Saves where a shop's storefront is, and whether its prices include tax. */
export async function saveStorefront(
  client: ShopClient,
  shopId: string,
  { url, hosts, taxesIncluded }: { url: string; hosts: readonly string[]; taxesIncluded: boolean },
): Promise<void> {
  await client.query(
    `update shop set storefront_url = $2, hosts = $3, taxes_included = $4
      where id = $1 and (storefront_url, hosts, taxes_included) is distinct from ($2, $3, $4)`,
    [shopId, url, hosts, taxesIncluded],
  );
}

/** Since when all products of a shop are to be read again for their costs, epoch milliseconds; null when they were. */
export async function costsDueSince(client: ShopClient, shopId: string): Promise<number | null> {
  const { rows } = await client.query<{ since: number | null }>(
    'select costs_due_since as since from shop where id = $1',
    [shopId],
  );
  return rows[0]?.since ?? null;
}

/** Notes that all products were read, as they were asked for at a moment, epoch milliseconds. */
export async function noteCostsRead(
  client: ShopClient,
  shopId: string,
  askedAt: number,
): Promise<void> {
  await client.query(
    'update shop set costs_due_since = null where id = $1 and costs_due_since <= $2',
    [shopId, new Date(askedAt)],
  );
}
