import type { ShopClient } from '#app/platform/db.server.ts';

/** Which of these consents are in the shop's chain, by id. */
export async function findKnownConsents(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<{ id: string }[]> {
  const { rows } = await client.query<{ id: string }>(
    'select id from consent where shop_id = $1 and id = any($2)',
    [shopId, ids],
  );
  return rows;
}
