import type { ShopClient } from '#app/platform/db.server.ts';

/** The name and address of a shop; null when there is no such shop. */
export async function selectShopContact(
  client: ShopClient,
  shopId: string,
): Promise<{ name: string; address: string | null } | null> {
  const { rows } = await client.query<{ name: string; address: string | null }>(
    'select name, email as address from shop where id = $1',
    [shopId],
  );
  return rows[0] ?? null;
}
