import type { ShopClient } from '#app/platform/db.server.ts';
import type { SealedTable } from './sealed-columns.ts';
import {
  readSealedRows,
  replaceSealedValue,
  SEALED_ROWS_AT_ONCE,
  type SealedRow,
} from './store/sealed-rows.server.ts';

/** How many values were sealed again, how many no key opens, and the last key; null when there is nothing left. */
export type ResealedPage = { resealed: number; unreadable: number; after: string[] | null };

/**
 * Every sealed value of a shop in a table, opened, a few at a time in the order of the key: for what looks for a
 * person in bodies that the database itself cannot read.
 */
export async function* sealedRows(
  client: ShopClient,
  shopId: string,
  table: SealedTable,
): AsyncGenerator<SealedRow, void, void> {
  for (let after: string[] | null = null; ;) {
    const rows: SealedRow[] = await readSealedRows(client, shopId, table, {
      after,
      outdated: false,
    });
    yield* rows;
    after = rows.at(-1)?.key ?? null;
    if (rows.length < SEALED_ROWS_AT_ONCE) return;
  }
}

/**
 * Seals the next few values again that the newest key has not sealed. Rows that others hold are left for the next
 * time, so that nothing ever waits in a circle.
 * @param after key of the last row that was looked at; null at the beginning
 */
export async function resealPage(
  client: ShopClient,
  shopId: string,
  table: SealedTable,
  after: readonly string[] | null,
): Promise<ResealedPage> {
  const rows = await readSealedRows(client, shopId, table, { after, outdated: true });
  let resealed = 0;
  for (const { key, opened } of rows) {
    if (opened.outcome !== 'opened') continue;
    await replaceSealedValue(client, shopId, table, key, opened.bytes);
    resealed += 1;
  }
  const next = rows.length < SEALED_ROWS_AT_ONCE ? null : (rows.at(-1)?.key ?? null);
  return { resealed, unreadable: rows.length - resealed, after: next };
}
