import { ACTIVITY_TABLES } from './activity.ts';
import { IDENTIFIER_TABLES } from './by-identifier.ts';
import { PEOPLE_TABLES, PROFILE_TABLES } from './people.ts';
import type { PersonTable, TableRecord } from './person-table.ts';
import { SERVICE_TABLES, SHOP_TABLES } from './shop-tables.ts';

/**
 * Every table of the database and what it holds of a person. Merge, split, erasure and export work through it in
 * this order: whatever goes by another table stands after it, and the profile that others point at last.
 * `tests/architecture/person-tables.db.test.ts` compares it with PostgreSQL's catalogue.
 */
export const TABLES: Readonly<Record<string, TableRecord>> = {
  ...PEOPLE_TABLES,
  ...ACTIVITY_TABLES,
  ...IDENTIFIER_TABLES,
  ...PROFILE_TABLES,
  ...SHOP_TABLES,
  ...SERVICE_TABLES,
};

/** A table that holds something of a person. */
export type HeldTable = { table: string; record: TableRecord; person: PersonTable };

/** The tables whose rows are a person's, in the order of the registry. */
export const HELD_TABLES: readonly HeldTable[] = Object.entries(TABLES).flatMap(
  ([table, record]) => (record.person ? [{ table, record, person: record.person }] : []),
);

/** The tables whose rows leave with their shop, by `shop_id`. */
export const SHOP_KEY_TABLES: readonly string[] = Object.entries(TABLES)
  .filter(([, { plain }]) => columnsIn(plain).includes('shop_id'))
  .map(([table]) => table);

/** The columns of a list. */
export function columnsIn(list: string | undefined): string[] {
  return list === undefined || list === '' ? [] : list.split(' ');
}
