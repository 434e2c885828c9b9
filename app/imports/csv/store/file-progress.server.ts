import type { ShopClient } from '#app/platform/db.server.ts';
import type { ImportCounts } from '../count-rows.ts';

/** The dry run is over. */
export async function noteChecked(
  client: ShopClient,
  shopId: string,
  id: string,
  counts: ImportCounts,
): Promise<void> {
  await client.query(
    `update move_in set state = 'checked', counts = $3, bytes_done = bytes_total, reading_since = null
     where shop_id = $1 and id = $2 and state = 'checking'`,
    [shopId, id, JSON.stringify(counts)],
  );
}

/**
 * Holds a file still that is being read, for the rest of the transaction.
 * @returns false when it was cancelled, or another worker has read on
 */
export async function holdFile(
  client: ShopClient,
  shopId: string,
  id: string,
  state: 'checking' | 'running',
  bytesDone: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from move_in where shop_id = $1 and id = $2 and state = $3 and bytes_done = $4 for no key update`,
    [shopId, id, state, bytesDone],
  );
  return rowCount === 1;
}

/** Everything before a byte is read. */
export async function noteRows(
  client: ShopClient,
  shopId: string,
  id: string,
  read: { bytesDone: number; rows: number; unusable: number },
): Promise<void> {
  await client.query(
    `update move_in set bytes_done = $3, rows_done = rows_done + $4, rows_unusable = rows_unusable + $5
     where shop_id = $1 and id = $2`,
    [shopId, id, read.bytesDone, read.rows, read.unusable],
  );
}

/** The dry run begins with the first row again. */
export async function rewindCheck(
  client: ShopClient,
  shopId: string,
  id: string,
  bytesStart: number,
): Promise<void> {
  await client.query(
    `update move_in set bytes_done = $3, rows_done = 0, rows_unusable = 0
     where shop_id = $1 and id = $2 and state = 'checking'`,
    [shopId, id, bytesStart],
  );
}
