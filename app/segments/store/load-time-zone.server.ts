import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * The zone (IANA) in which the shop's days begin and end.
 * @throws when there is no such shop
 */
export async function loadTimeZone(client: ShopClient, shopId: string): Promise<string> {
  const { rows } = await client.query<{ zone: string }>(
    'select time_zone as zone from shop where id = $1',
    [shopId],
  );
  if (!rows[0]) throw new Error(`Shop ${shopId} is not known.`);
  return rows[0].zone;
}
