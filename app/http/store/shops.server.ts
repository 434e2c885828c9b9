import type pg from 'pg';
import type { ShopPages } from '#app/messages/links/links.ts';

/** A shop whose storefront sends something through Shopify's app proxy. */
export type ProxiedShop = { id: string; storefrontUrl: string; hosts: string[] };

/** The shop of a domain, for its storefront; null when the app is not installed. */
export async function findProxiedShop(pool: pg.Pool, domain: string): Promise<ProxiedShop | null> {
  const { rows } = await pool.query<ProxiedShop>(
    `select id, storefront_url as "storefrontUrl", hosts
       from shop where domain = $1 and uninstalled_at is null`,
    [domain],
  );
  return rows[0] ?? null;
}

/** A shop to which a link in a mail leads. */
export type LinkedShop = { name: string; timeZone: string } & ShopPages;

/** The shop of a link, installed or not; null when it is erased. */
export async function findLinkedShop(pool: pg.Pool, shopId: string): Promise<LinkedShop | null> {
  const { rows } = await pool.query<LinkedShop>(
    `select name, domain, hosts, storefront_url as "storefrontUrl", time_zone as "timeZone"
       from shop where id = $1`,
    [shopId],
  );
  return rows[0] ?? null;
}
