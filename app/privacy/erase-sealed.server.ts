import type { ShopClient } from '#app/platform/db.server.ts';
import { placeIn, sealedColumns } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { TABLES } from '#app/profiles/person-tables/registry.ts';
import type { RowCounts } from './compliance-request.ts';
import type { PersonMentions } from './mentions.ts';
import {
  closeSealedValues,
  eraseSealedValue,
  nextSealedValues,
  openSealedValues,
  SEALED_PAGE,
  type SealedValue,
} from './store/sealed-values.server.ts';

/** `until`: of deliveries only those received then or before, epoch milliseconds; null for all. */
export type SealedSearch = { mentions: PersonMentions; until: number | null };

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
): AsyncGenerator<{ found: SearchedColumn; row: SealedValue; value: unknown }> {
  const { rawBodies } = ringOf(client);
  for (const found of SEARCHED) {
    await openSealedValues(client, shopId, found, until);
    for (;;) {
      const rows = await nextSealedValues(client);
      for (const row of rows) {
        const opened = rawBodies.open(row.sealed, placeIn(found.table, shopId, ...row.key));
        const value = opened.outcome === 'opened' ? readStored(opened.bytes) : null;
        if (mentions.isIn(value)) yield { found, row, value };
      }
      if (rows.length < SEALED_PAGE) break;
    }
    await closeSealedValues(client);
  }
}

/** Erases the sealed values that name a person. Gives how many, by table. */
export async function eraseSealed(
  client: ShopClient,
  shopId: string,
  search: SealedSearch,
): Promise<RowCounts> {
  const counts: RowCounts = {};
  const naming: { found: SearchedColumn; row: SealedValue }[] = [];
  for await (const { found, row } of sealedNaming(client, shopId, search))
    naming.push({ found, row });
  for (const { found, row } of naming) {
    const erased = await eraseSealedValue(client, shopId, found, row, found.rule);
    counts[found.table] = (counts[found.table] ?? 0) + erased;
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
