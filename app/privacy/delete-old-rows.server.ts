import type pg from 'pg';
import { inShop } from '#app/platform/db.server.ts';
import { assertLease, type Heartbeat } from '#app/queue/heartbeat.server.ts';
import { deleteOldPart, type OldRows } from './store/old-rows.server.ts';
import { tablePartitions } from './store/table-partitions.server.ts';

/** Rows deleted in one transaction, a part of a second. */
const ROWS_AT_ONCE = 5_000;

/**
 * Deletes the rows of a shop that are old, some at a time, each time in a transaction of its own: killed at any moment,
 * it goes on with what is left.
 * @param before epoch milliseconds
 * @returns how many rows
 */
export async function deleteOldRows(
  pool: pg.Pool,
  heartbeat: Heartbeat,
  shopId: string,
  old: OldRows,
  before: number,
  rowsAtOnce = ROWS_AT_ONCE,
): Promise<number> {
  let deleted = 0;
  for (const partition of await inShop(pool, shopId, (client) =>
    tablePartitions(client, old.table),
  )) {
    for (;;) {
      const rows = await inShop(pool, shopId, async (client) => {
        await assertLease(client, heartbeat);
        return await deleteOldPart(client, shopId, old, { partition, before, most: rowsAtOnce });
      });
      deleted += rows;
      if (rows < rowsAtOnce) break;
    }
  }
  return deleted;
}
