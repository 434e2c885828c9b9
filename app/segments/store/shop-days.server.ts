import type { ShopClient } from '#app/platform/db.server.ts';

/** Of a shop: its zone, the zone its days and segments went by so far, and the last day that was counted. */
type ClosedDays = { zone: string; zoneBefore: string | null; closed: string | null };

/**
 * The last day of a shop that was counted.
 * @throws when there is no such shop
 */
export async function loadShopDays(client: ShopClient, shopId: string): Promise<ClosedDays> {
  const { rows } = await client.query<ClosedDays>(
    `select time_zone as zone, days_zone as "zoneBefore", days_closed::text as closed from shop where id = $1`,
    [shopId],
  );
  const [shop] = rows;
  if (!shop) throw new Error(`Shop ${shopId} is not known.`);
  return shop;
}

/** Notes the last day that was counted, by which zone, and when the next day ends. */
export async function saveShopDays(
  client: ShopClient,
  shopId: string,
  { closed, zone, dueAt }: { closed: string; zone: string; dueAt: Date },
): Promise<void> {
  await client.query(
    'update shop set days_closed = $2, days_zone = $3, days_due_at = $4 where id = $1',
    [shopId, closed, zone, dueAt],
  );
}
