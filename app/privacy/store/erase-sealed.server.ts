import type { ShopClient } from '#app/platform/db.server.ts';
import { placeIn, sealedColumns } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { TABLES } from '#app/profiles/person-tables/registry.ts';
import type { PersonMentions } from '../mentions.ts';
import type { RowCounts } from './erase-rows.server.ts';

/** `until`: of deliveries only those received then or before, epoch milliseconds; null for all. */
export type SealedSearch = { mentions: PersonMentions; until: number | null };

/** Values opened at a time. */
const SEALED_PAGE = 200;

type SealedRow = { key: string[]; sealed: Buffer };

/** The tables with a sealed value that can be opened by itself, and what becomes of one that names a person. */
const SEARCHED = sealedColumns.flatMap(({ table, column, key }) => {
  const rule = TABLES[table]?.sealed;
  return rule === undefined ? [] : [{ table, column, key, rule }];
});
type SearchedColumn = (typeof SEARCHED)[number];

/**
 * The sealed values of a shop that name a person, opened one by one. A value that no key opens names no one. Call it
 * inside a transaction.
 */
export async function* sealedNaming(
  client: ShopClient,
  shopId: string,
  { mentions, until }: SealedSearch,
): AsyncGenerator<{ found: SearchedColumn; row: SealedRow; value: unknown }> {
  const { rawBodies } = ringOf(client);
  for (const found of SEARCHED) {
    const { table, column, key } = found;
    const received = table === 'inbox' ? 'and received_at <= coalesce($2::timestamptz, now())' : '';
    const keys = key.map((name) => `${name}::text`).join(', ');
    await client.query(
      `declare sealed_values no scroll cursor for
       select array[${keys}] as key, ${column} as sealed
         from ${table} where shop_id = $1 and ${column} is not null ${received}`,
      table === 'inbox' ? [shopId, until === null ? null : new Date(until)] : [shopId],
    );
    for (;;) {
      const { rows } = await client.query<SealedRow>(
        `fetch ${String(SEALED_PAGE)} from sealed_values`,
      );
      for (const row of rows) {
        const opened = rawBodies.open(row.sealed, placeIn(table, shopId, ...row.key));
        const value = opened.outcome === 'opened' ? readStored(opened.bytes) : null;
        if (mentions.isIn(value)) yield { found, row, value };
      }
      if (rows.length < SEALED_PAGE) break;
    }
    await client.query('close sealed_values');
  }
}

/** Erases the sealed values that name a person. Gives how many, by table. */
export async function eraseSealed(
  client: ShopClient,
  shopId: string,
  search: SealedSearch,
): Promise<RowCounts> {
  const counts: RowCounts = {};
  const naming: { found: SearchedColumn; row: SealedRow }[] = [];
  for await (const { found, row } of sealedNaming(client, shopId, search))
    naming.push({ found, row });
  for (const { found, row } of naming) {
    const { table, column, key, rule } = found;
    const what = rule === 'clear' ? `update ${table} set ${column} = null` : `delete from ${table}`;
    // By key and content: the place of a row that was completed meanwhile may be another's by now.
    const isRow = key.map((name, index) => `${name}::text = ($3::text[])[${String(index + 1)}]`);
    const { rowCount } = await client.query(
      `${what} where shop_id = $1 and ${column} = $2 and ${isRow.join(' and ')}`,
      [shopId, row.sealed, row.key],
    );
    counts[table] = (counts[table] ?? 0) + (rowCount ?? 0);
  }
  return counts;
}

/** As JSON, where letters may be written as escapes; else as the text it is. */
function readStored(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    // A quarantined body may be no JSON at all; it is searched as text.
    return text;
  }
}
