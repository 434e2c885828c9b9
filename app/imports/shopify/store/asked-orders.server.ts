import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * How far the orders of a shop were asked about: the last one, null when none was, and the ids of those that were not
 * found. `placedAt` is epoch milliseconds.
 */
export type AskedPlace = { placedAt: number | null; orderId: string | null; missing: string[] };

/** How far the orders of a shop were asked about. */
export async function loadAskedPlace(client: ShopClient, shopId: string): Promise<AskedPlace> {
  const { rows } = await client.query<AskedPlace>(
    `select orders_asked_at as "placedAt", orders_asked_id as "orderId", orders_missing as missing
       from shop where id = $1`,
    [shopId],
  );
  return rows[0] ?? { placedAt: null, orderId: null, missing: [] };
}

/** Saves how far the orders of a shop were asked about. */
export async function saveAskedPlace(
  client: ShopClient,
  shopId: string,
  { placedAt, orderId, missing }: AskedPlace,
): Promise<void> {
  await client.query(
    `update shop set orders_asked_at = $2, orders_asked_id = $3, orders_missing = $4
      where id = $1 and (orders_asked_at, orders_asked_id, orders_missing) is distinct from ($2, $3, $4)`,
    [shopId, placedAt === null ? null : new Date(placedAt), orderId, missing],
  );
}
