import type { ShopClient } from '#app/platform/db.server.ts';

/** Whom emails went to, by their keys; those of which it is not kept are left out. */
export async function selectMailAddresses(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await client.query<{ key: string; address: string }>(
    'select key, address from effect where shop_id = $1 and key = any($2) and address is not null',
    [shopId, keys],
  );
  return new Map(rows.map(({ key, address }) => [key, address]));
}
