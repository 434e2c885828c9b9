import type pg from 'pg';

/**
 * The domain of a shop that a job is of.
 * @throws when there is no such shop
 */
export async function shopDomain(pool: pg.Pool, shopId: string): Promise<string> {
  const { rows } = await pool.query<{ domain: string }>('select domain from shop where id = $1', [
    shopId,
  ]);
  const [shop] = rows;
  if (!shop) throw new Error(`Shop ${shopId} is not known.`);
  return shop.domain;
}
