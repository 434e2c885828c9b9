import { stringify } from 'csv-stringify/sync';
import type pg from 'pg';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import type { Identifier } from '#app/events/event.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { erasedAmong } from '#app/privacy/erased-identifiers.server.ts';
import { errorsAfter, insertErrors, type RowError } from './store/errors.server.ts';

/** A row with an error as it was read, with whom it names. */
export type ReadRowError = RowError & { identifiers: readonly Identifier[] };

/**
 * Keeps rows with an error, up to the most that are kept; of one that names a person who was erased only the number
 * and the reason. Keeping one again changes nothing.
 */
export async function saveErrors(
  client: ShopClient,
  shopId: string,
  id: string,
  read: readonly ReadRowError[],
): Promise<void> {
  if (read.length === 0) return;
  const { erasedCodes } = ringOf(client);
  const named = read.flatMap(({ identifiers }) => identifiers);
  const isErased = await erasedAmong(client, shopId, erasedCodes, named);
  const errors = read.map(({ identifiers, cells, ...error }) => ({
    ...error,
    cells: identifiers.some(isErased) ? cells.map(() => '') : cells,
  }));
  await insertErrors(client, shopId, id, errors);
}

/**
 * The rows with an error as CSV, piece by piece, each with its number and why before its own cells. A cell that a
 * spreadsheet would take for a formula gets an apostrophe.
 */
export async function* errorFile(
  pool: pg.Pool,
  shopId: string,
  id: string,
  header: readonly string[],
): AsyncGenerator<string, void, void> {
  // The mark tells Excel that it is UTF-8.
  yield stringify([['Row', 'Why', ...header]], { escape_formulas: true, bom: true });
  for (let after = 0; ;) {
    const from = after;
    const page = await inShop(pool, shopId, (client) => errorsAfter(client, shopId, id, from));
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.row;
    const lines = page.map(({ row, reason, cells }) => [String(row), reason, ...cells]);
    yield stringify(lines, { escape_formulas: true });
  }
}
