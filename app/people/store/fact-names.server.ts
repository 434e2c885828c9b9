import type { ShopClient } from '#app/platform/db.server.ts';

/** The products of some ids that the catalogue knows; `category` is null where they have none. */
export async function productNames(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<{ id: string; title: string; category: string | null }[]> {
  const { rows } = await client.query<{ id: string; title: string; category: string | null }>(
    `select id, title, nullif(product_type, '') as category from product
      where shop_id = $1 and id = any($2)`,
    [shopId, ids],
  );
  return rows;
}

/** The names of companies, by their ids in Shopify. */
export async function accountNames(
  client: ShopClient,
  shopId: string,
  gids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await client.query<{ gid: string; name: string }>(
    'select company_gid as gid, name from account where shop_id = $1 and company_gid = any($2)',
    [shopId, gids],
  );
  return new Map(rows.map(({ gid, name }) => [gid, name]));
}
