import type { ShopClient } from '#app/platform/db.server.ts';
import type { OpenedBytes } from '../key-ring.server.ts';
import { placeIn, sealedColumnOf, type SealedTable } from '../sealed-columns.ts';
import { ringOf } from '../sealing-pool.server.ts';

/** A sealed value of a shop, and what it is in the clear. */
export type SealedRow = { key: string[]; opened: OpenedBytes };

/** Rows fetched at a time; one may be a megabyte. */
export const SEALED_ROWS_AT_ONCE = 16;

/**
 * The next sealed values of a shop in a table, in the order of the key, opened.
 * @param page `after` is the key of the last row that was read, null at the beginning; `outdated` reads those alone that
 *   the newest key has not sealed, holds them, and leaves out rows that others hold
 */
export async function readSealedRows(
  client: ShopClient,
  shopId: string,
  table: SealedTable,
  { after, outdated }: { after: readonly string[] | null; outdated: boolean },
): Promise<SealedRow[]> {
  const { column, key } = sealedColumnOf(table);
  const { rawBodies } = ringOf(client);
  const columns = key.join(', ');
  const last = key.map((_, at) => `$${String(at + 4)}`).join(', ');
  const { rows } = await client.query<{ key: string[]; sealed: string }>(
    `select array[${key.map((name) => `${name}::text`).join(', ')}] as key, encode(${column}, 'base64') as sealed
       from ${table}
      where shop_id = $1 and ${column} is not null
        and ($2::bytea is null or substr(${column}, 1, length($2::bytea)) <> $2::bytea)
        ${after === null ? '' : `and (${columns}) > (${last})`}
      order by ${columns} limit $3 ${outdated ? 'for no key update skip locked' : ''}`,
    [shopId, outdated ? rawBodies.currentPrefix : null, SEALED_ROWS_AT_ONCE, ...(after ?? [])],
  );
  return rows.map(({ key: rowKey, sealed }) => ({
    key: rowKey,
    opened: rawBodies.open(Buffer.from(sealed, 'base64'), placeIn(table, shopId, ...rowKey)),
  }));
}

/** Puts a value, sealed, in place of the one in a row. */
export async function replaceSealedValue(
  client: ShopClient,
  shopId: string,
  table: SealedTable,
  key: readonly string[],
  plain: Uint8Array,
): Promise<void> {
  const { column, key: names } = sealedColumnOf(table);
  const where = names.map((name, at) => `${name} = $${String(at + 3)}`).join(' and ');
  const sealed = ringOf(client).rawBodies.seal(plain, placeIn(table, shopId, ...key));
  await client.query(`update ${table} set ${column} = $2 where shop_id = $1 and ${where}`, [
    shopId,
    sealed,
    ...key,
  ]);
}
