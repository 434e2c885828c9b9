import type { ShopClient } from '#app/platform/db.server.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';

/** The profiles that follow an id, in the order of their ids. */
export async function nextProfiles(
  client: ShopClient,
  shopId: string,
  after: string,
  limit: number,
): Promise<{ id: string }[]> {
  return await readInKeyOrder<{ id: string }>(
    client,
    `select id from profile where shop_id = $1 and id > $2 order by id limit $3`,
    [shopId, after, limit],
  );
}
