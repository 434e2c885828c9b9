import type { ShopClient } from '#app/platform/db.server.ts';
import { idOf } from '#app/lib/ids.ts';

/**
 * Notes who stands in rows of a file that is being checked.
 * @param keys what identifies them; several of the same are one
 * @returns those that stood in no row before
 */
export async function firstSeen(
  client: ShopClient,
  shopId: string,
  importId: string,
  keys: readonly string[],
): Promise<Set<string>> {
  const byHash = new Map(keys.map((key) => [idOf('move_in_seen', shopId, key), key]));
  const { rows } = await client.query<{ person: string }>(
    `insert into move_in_seen (shop_id, move_in_id, person)
     select $1, $2, unnest($3::uuid[]) on conflict do nothing returning person`,
    [shopId, importId, [...byHash.keys()]],
  );
  return new Set(rows.flatMap(({ person }) => byHash.get(person) ?? []));
}

/** Forgets who stood in a file; the check is over, or begins from the first row. */
export async function forgetSeen(
  client: ShopClient,
  shopId: string,
  importId: string,
): Promise<void> {
  await client.query('delete from move_in_seen where shop_id = $1 and move_in_id = $2', [
    shopId,
    importId,
  ]);
}
