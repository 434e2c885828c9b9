import type pg from 'pg';

/** The ids of all shops, installed or not. */
export async function listShopIds(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('select id from shop order by id');
  return rows.map(({ id }) => id);
}
