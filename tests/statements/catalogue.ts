import type pg from 'pg';

/** What nullability needs to know of tables and functions. */
export type Catalogue = {
  /** `table.column` by their numbers, for columns that are never null. */
  notNull: ReadonlySet<string>;
  /** Functions by their number. */
  functions: ReadonlyMap<string, { name: string; isStrict: boolean; isBuiltIn: boolean }>;
};

/** Reads the catalogue of the connected database. */
export async function readCatalogue(client: pg.Client): Promise<Catalogue> {
  const columns = await client.query<{ key: string }>(
    `select attrelid || '.' || attnum as key from pg_attribute where attnotnull and not attisdropped`,
  );
  const functions = await client.query<{
    id: string;
    name: string;
    isStrict: boolean;
    isBuiltIn: boolean;
  }>(
    `select oid::text as id, proname::text as name, proisstrict as "isStrict",
            pronamespace = 'pg_catalog'::regnamespace as "isBuiltIn" from pg_proc`,
  );
  return {
    notNull: new Set(columns.rows.map(({ key }) => key)),
    functions: new Map(functions.rows.map(({ id, ...rest }) => [id, rest])),
  };
}
