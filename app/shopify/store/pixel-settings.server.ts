import type { Pool } from 'pg';

/** The key of a shop's pixel, and the settings that Shopify last took for it; null when the shop is unknown. */
export async function findPixelSettings(
  pool: Pool,
  shopId: string,
): Promise<{ key: string; settings: string | null } | null> {
  const { rows } = await pool.query<{ key: string; settings: string | null }>(
    'select pixel_key as key, pixel_settings as settings from shop where id = $1',
    [shopId],
  );
  return rows[0] ?? null;
}

export async function savePixelSettings(
  pool: Pool,
  shopId: string,
  settings: string,
): Promise<void> {
  await pool.query('update shop set pixel_settings = $2 where id = $1', [shopId, settings]);
}
