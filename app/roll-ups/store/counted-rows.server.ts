import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { CountedTable } from './counted-tables.server.ts';

/** What came of comparing some rows: where to go on, null at the end of the table, and whether any was wrong. */
export type ComparedRows = { next: string | null; wereWrong: boolean };

/**
 * Compares the counted rows of the next keys with what they are to be, and puts right what differs; triggers count it.
 * @param after the key to go on after; empty for the first
 * @param limit how many keys at most
 */
export async function repairCountedRows(
  client: ShopClient,
  shopId: string,
  { nextKeys, fresh, known, put }: CountedTable,
  after: string,
  limit: number,
): Promise<ComparedRows> {
  const found = await readInKeyOrder<{ key: string }>(client, nextKeys, [shopId, after, limit]);
  const keys = [...new Set(found.map(({ key }) => key))];
  if (keys.length === 0) return { next: null, wereWrong: false };
  const { rows } = await client.query<{ wereWrong: boolean }>(
    `with fresh as materialized (${fresh}), known as materialized (${known})
     select exists ((select * from fresh except select * from known)
       union all (select * from known except select * from fresh)) as "wereWrong"`,
    [shopId, keys],
  );
  const wereWrong = rows[0]?.wereWrong === true;
  if (wereWrong) await client.query(put, [shopId, keys]);
  return { next: found.length < limit ? null : (keys.at(-1) ?? null), wereWrong };
}

/** Deletes counted rows whose keys are gone; triggers count it. @returns how many, at most `limit` */
export async function deleteGoneRows(
  client: ShopClient,
  shopId: string,
  { deleteGone }: CountedTable,
  limit: number,
): Promise<number> {
  const { rowCount } = await client.query(deleteGone, [shopId, limit]);
  return rowCount ?? 0;
}
