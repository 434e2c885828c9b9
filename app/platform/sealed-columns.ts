import type { SealedPlace } from './key-ring.ts';

/** A column whose bytes are sealed; `key` is the primary key without the shop. */
type SealedColumn = { table: string; column: string; key: readonly string[] };

/**
 * Every column of a shop that holds something as it was received, and the secrets of a shop. A test compares it with the catalogue; sealing
 * again after a rotation, its progress and the search for a person's traces all read it.
 */
export const sealedColumns = [
  { table: 'inbox', column: 'body', key: ['delivery_key'] },
  { table: 'quarantine', column: 'body', key: ['delivery_key'] },
  { table: 'move_in', column: 'sample', key: ['id'] },
  { table: 'move_in_slice', column: 'bytes', key: ['move_in_id', 'position'] },
  { table: 'move_in_error', column: 'cells', key: ['move_in_id', 'row_number'] },
  { table: 'webhook_secret', column: 'secret', key: ['id'] },
  { table: 'feedback_source', column: 'secret', key: ['provider'] },
  { table: 'odd_value', column: 'sample', key: ['topic', 'field', 'problem'] },
] as const satisfies readonly SealedColumn[];

/** A table with a sealed column; none has two. */
export type SealedTable = (typeof sealedColumns)[number]['table'];

/** The sealed column of a table. */
export function sealedColumnOf(table: SealedTable): SealedColumn {
  const found = sealedColumns.find((one) => one.table === table);
  if (!found) throw new Error(`Table ${table} has no sealed column.`);
  return found;
}

/**
 * What a value is bound to.
 * @param key the row's key without the shop, in the order of the registry
 */
export function placeIn(
  table: SealedTable,
  shopId: string,
  ...key: readonly (string | number)[]
): SealedPlace {
  const { column } = sealedColumnOf(table);
  return { shop: shopId, table, column, row: JSON.stringify(key.map(String)) };
}
