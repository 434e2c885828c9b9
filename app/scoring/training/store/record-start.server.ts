import type pg from 'pg';
import type { ShopClient } from '#app/platform/db.server.ts';

/** When the shop installed the app, epoch milliseconds; null when there is no such shop. */
export async function loadInstalledAt(pool: pg.Pool, shopId: string): Promise<number | null> {
  const { rows } = await pool.query<{ installed_at: number }>(
    'select installed_at from shop where id = $1',
    [shopId],
  );
  return rows[0]?.installed_at ?? null;
}

/** When the first order that is known was placed, epoch milliseconds; null when none is. */
export async function firstOrderAt(client: ShopClient, shopId: string): Promise<number | null> {
  const { rows } = await client.query<{ at: number | null }>(
    'select min(placed_at) as at from purchase where shop_id = $1 and placed_at is not null',
    [shopId],
  );
  return rows[0]?.at ?? null;
}
