import type { ShopClient } from '#app/platform/db.server.ts';
import type { SealedTable } from '#app/platform/sealed-columns.ts';

/** A column whose bytes are sealed; `key` is the primary key of its table without the shop. */
type SealedPlaces = { table: SealedTable; column: string; key: readonly string[] };

/** A sealed value and the key of its row. */
export type SealedValue = { key: string[]; sealed: Buffer };

/**
 * Begins to read the sealed values of a column, one column at a time. Call it inside a transaction.
 * @param until of deliveries only those received then or before, epoch milliseconds; null for all
 */
export async function openSealedValues(
  client: ShopClient,
  shopId: string,
  { table, column, key }: SealedPlaces,
  until: number | null,
): Promise<void> {
  const received = table === 'inbox' ? 'and received_at <= coalesce($2::timestamptz, now())' : '';
  const keys = key.map((name) => `${name}::text`).join(', ');
  await client.query(
    `declare sealed_values no scroll cursor for
     select array[${keys}] as key, ${column} as sealed
       from ${table} where shop_id = $1 and ${column} is not null ${received}`,
    table === 'inbox' ? [shopId, until === null ? null : new Date(until)] : [shopId],
  );
}

/** Values opened at a time. */
export const SEALED_PAGE = 200;

/** The next values of the column that is being read; fewer than a page at its end. */
export async function nextSealedValues(client: ShopClient): Promise<SealedValue[]> {
  const { rows } = await client.query<SealedValue>(
    `fetch ${String(SEALED_PAGE)} from sealed_values`,
  );
  return rows;
}

/** Ends the reading of a column. */
export async function closeSealedValues(client: ShopClient): Promise<void> {
  await client.query('close sealed_values');
}

/**
 * Erases a sealed value, or the row that holds it. It is found by key and content: the place of a row that was completed
 * meanwhile may be another's by now.
 * @returns how many rows
 */
export async function eraseSealedValue(
  client: ShopClient,
  shopId: string,
  { table, column, key }: SealedPlaces,
  value: SealedValue,
  rule: 'clear' | 'delete_row',
): Promise<number> {
  const what = rule === 'clear' ? `update ${table} set ${column} = null` : `delete from ${table}`;
  const isRow = key.map((name, index) => `${name}::text = ($3::text[])[${String(index + 1)}]`);
  const { rowCount } = await client.query(
    `${what} where shop_id = $1 and ${column} = $2 and ${isRow.join(' and ')}`,
    [shopId, value.sealed, value.key],
  );
  return rowCount ?? 0;
}
