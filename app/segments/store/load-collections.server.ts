import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * The products of collections as they are now, by the collection's id. A collection that is gone is left out,
 * so that it is not taken for an empty one.
 */
export async function loadCollections(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{ id: string; products: string[] }>(
    `select id, array(select product_id from collection_product as inside
              where inside.shop_id = $1 and inside.collection_id = collection.id order by product_id) as products
       from collection where shop_id = $1 and id = any($2)`,
    [shopId, ids],
  );
  return new Map(rows.map(({ id, products }) => [id, products]));
}
