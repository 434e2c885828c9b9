import type { ShopClient } from '#app/platform/db.server.ts';

/** The properties of a shop that affect its deliveries. */
export type DrainedShop = {
  domain: string;
  currency: string;
  timeZone: string;
  /** Shopify's number of the shop; null until an installation set it. */
  number: string | null;
  /** Our record of its uninstallation, epoch milliseconds; null while it is installed. */
  uninstalledAt: number | null;
  countsTestOrders: boolean;
};

/** Whether orders paid with test money count: in a development store, unless its settings leave them out. */
export const COUNTS_TEST_ORDERS = `(shop.is_development and coalesce((select value ->> 'testOrders' from setting
  where setting.shop_id = shop.id order by version desc limit 1), 'counted') = 'counted')`;

/** @throws when there is no such shop */
export async function loadDrainedShop(client: ShopClient, shopId: string): Promise<DrainedShop> {
  const { rows } = await client.query<DrainedShop>(
    `select domain, currency, time_zone as "timeZone", shopify_number as number, uninstalled_at as "uninstalledAt",
            ${COUNTS_TEST_ORDERS} as "countsTestOrders"
       from shop where id = $1`,
    [shopId],
  );
  const [shop] = rows;
  if (!shop) throw new Error(`Shop ${shopId} is not known.`);
  return shop;
}
