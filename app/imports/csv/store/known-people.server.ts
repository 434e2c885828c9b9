import type { ShopClient } from '#app/platform/db.server.ts';

/** An address or number by which a row of a file identifies a person. */
export type RowIdentifier = { kind: 'email' | 'phone'; value: string };

/** Those of some identifiers that belong to people whom the shop knows. */
export async function knownIdentifiers(
  client: ShopClient,
  shopId: string,
  identifiers: readonly RowIdentifier[],
): Promise<RowIdentifier[]> {
  const { rows } = await client.query<RowIdentifier>(
    `select i.kind, i.value
       from unnest($2::text[], $3::text[]) as wanted (kind, value)
       cross join lateral (select kind, value from identity
         where shop_id = $1 and kind = wanted.kind and value = wanted.value limit 1) i`,
    [shopId, identifiers.map(({ kind }) => kind), identifiers.map(({ value }) => value)],
  );
  return rows;
}
