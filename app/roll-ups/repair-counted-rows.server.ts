import type pg from 'pg';
import { inShop } from '#app/platform/db.server.ts';
import { countedTables } from './store/counted-tables.server.ts';
import { deleteGoneRows, repairCountedRows } from './store/counted-rows.server.ts';

/** Rows that one transaction compares. */
const AT_ONCE = 1_000;

/**
 * Compares all rows that figures are sums of with what they are found of, and puts right what differs, some at a time.
 * @returns the figures that were wrong; none unless a trigger was missing
 */
export async function repairAllCountedRows(
  pool: pg.Pool,
  shopId: string,
  atOnce = AT_ONCE,
): Promise<string[]> {
  const figures: string[] = [];
  for (const table of Object.values(countedTables)) {
    let wereWrong = false;
    let next: string | null = '';
    while (next !== null) {
      const after: string = next;
      const compared = await inShop(pool, shopId, (client) =>
        repairCountedRows(client, shopId, table, after, atOnce),
      );
      wereWrong ||= compared.wereWrong;
      next = compared.next;
    }
    for (let gone = atOnce; gone === atOnce;) {
      gone = await inShop(pool, shopId, (client) => deleteGoneRows(client, shopId, table, atOnce));
      wereWrong ||= gone > 0;
    }
    if (wereWrong) figures.push(...table.figures);
  }
  return figures;
}
