import type { ShopClient } from './db.server.ts';

/** The names in `id uuid, "profileId" uuid, …`. */
type NamesIn<List extends string> = List extends `${infer First},${infer Rest}`
  ? NameOf<First> | NamesIn<Rest>
  : NameOf<List>;
type NameOf<Column extends string> = Column extends ` ${infer Rest}` | `\n${infer Rest}`
  ? NameOf<Rest>
  : Column extends `"${infer Name}" ${string}`
    ? Name
    : Column extends `${infer Name} ${string}`
      ? Name
      : never;

/** A row with every column that the statement reads: those of `json_to_recordset($2) as row (…)`. */
export type StatementRow<Sql extends string> =
  Sql extends `${string}json_to_recordset($2) as ${string} (${infer List})${string}`
    ? Record<NamesIn<List>, unknown>
    : never;

/**
 * A statement's rows as its second parameter. PostgreSQL reads a column that a row does not name as null and says
 * nothing, so a row without one does not compile.
 */
export function rowsParameter<Sql extends string>(
  _sql: Sql,
  rows: readonly StatementRow<Sql>[],
): string {
  return JSON.stringify(rows);
}

/**
 * Runs one statement over many rows, none for none; they travel as one JSON parameter, typed by the statement.
 * @param more the statement's parameters from the third on
 * @returns how many rows the statement wrote
 */
export async function writeRows<Sql extends string>(
  client: ShopClient,
  shopId: string,
  sql: Sql,
  rows: readonly StatementRow<Sql>[],
  ...more: readonly unknown[]
): Promise<number> {
  if (rows.length === 0) return 0;
  const { rowCount } = await client.query(sql, [shopId, rowsParameter(sql, rows), ...more]);
  return rowCount ?? 0;
}
