import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { idOf } from '#app/lib/ids.ts';

/** An installed shop of a test's own. */
export type TestShop = { id: string; domain: string };

/** Installs a shop with a unique name. */
export async function installedShop(pool: pg.Pool): Promise<TestShop> {
  const domain = `test-${randomBytes(6).toString('hex')}.myshopify.com`;
  const id = idOf('shop', domain);
  await pool.query(
    `insert into shop (id, domain, name, email, currency, time_zone, country, storefront_url, installed_at)
     values ($1, $2, 'Fern & Fell', 'hello@fern.example', 'GBP', 'Europe/London', 'GB', $3, now())`,
    [id, domain, `https://${domain}`],
  );
  return { id, domain };
}
