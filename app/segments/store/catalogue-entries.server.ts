import type { ShopClient } from '#app/platform/db.server.ts';

/** Titles of products and collections, by id; those that are gone are missing. */
export async function catalogueTitles(
  client: ShopClient,
  shopId: string,
  products: readonly string[],
  collections: readonly string[],
): Promise<Record<string, string>> {
  const { rows } = await client.query<{ id: string; title: string }>(
    `select id, title from product where shop_id = $1 and id = any($2)
     union all
     select id, title from collection where shop_id = $1 and id = any($3)`,
    [shopId, products, collections],
  );
  return Object.fromEntries(rows.map(({ id, title }) => [id, title]));
}

/** Those of some products and collections, by id, that exist. */
export async function knownEntries(
  client: ShopClient,
  shopId: string,
  products: readonly string[],
  collections: readonly string[],
): Promise<{ products: Set<string>; collections: Set<string> }> {
  const { rows } = await client.query<{ kind: string; id: string }>(
    `select 'products' as kind, id from product where shop_id = $1 and id = any($2)
     union all
     select 'collections', id from collection where shop_id = $1 and id = any($3)`,
    [shopId, products, collections],
  );
  const known = (kind: string) =>
    new Set(rows.flatMap((row) => (row.kind === kind ? [row.id] : [])));
  return { products: known('products'), collections: known('collections') };
}

const SEARCHED = { products: searchOf('product'), collections: searchOf('collection') };

function searchOf(table: 'product' | 'collection'): string {
  return `select id as value, title as label from ${table}
      where shop_id = $1 and position($2 in lower(title)) > 0 order by title, id limit 25`;
}

/** Products or collections whose title holds what is sought, by title. */
export async function searchCatalogue(
  client: ShopClient,
  shopId: string,
  kind: 'products' | 'collections',
  sought: string,
): Promise<{ value: string; label: string }[]> {
  const { rows } = await client.query<{ value: string; label: string }>(SEARCHED[kind], [
    shopId,
    sought.trim().toLowerCase(),
  ]);
  return rows;
}
