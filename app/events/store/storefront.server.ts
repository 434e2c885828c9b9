import type pg from 'pg';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { StorefrontTally } from '#app/events/storefront/storefront-tally.ts';

/** The installed shop with a public key of the pixel; null when there is none. No shop is known before. */
export async function findShopByPixelKey(pool: pg.Pool, pixelKey: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from shop where pixel_key = $1 and uninstalled_at is null',
    [pixelKey],
  );
  return rows[0]?.id ?? null;
}

/** The IANA name of a shop's zone; null when the shop was erased. */
export async function findStorefrontZone(
  client: ShopClient,
  shopId: string,
): Promise<string | null> {
  const { rows } = await client.query<{ zone: string }>(
    'select time_zone as zone from shop where id = $1',
    [shopId],
  );
  return rows[0]?.zone ?? null;
}

/** Adds what was counted to a day of the shop. */
export async function addToStorefrontCount(
  client: ShopClient,
  shopId: string,
  day: string,
  { taken, withoutConsent, malformed, outOfTime, limited }: StorefrontTally,
): Promise<void> {
  await client.query(
    `insert into storefront_count (shop_id, day, taken, without_consent, malformed, out_of_time, limited)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (shop_id, day) do update set
       taken = storefront_count.taken + excluded.taken,
       without_consent = storefront_count.without_consent + excluded.without_consent,
       malformed = storefront_count.malformed + excluded.malformed,
       out_of_time = storefront_count.out_of_time + excluded.out_of_time,
       limited = storefront_count.limited + excluded.limited`,
    [shopId, day, taken, withoutConsent, malformed, outOfTime, limited],
  );
}
