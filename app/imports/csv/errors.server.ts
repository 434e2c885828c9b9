import { stringify } from 'csv-stringify/sync';
import type pg from 'pg';
import { z } from 'zod';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import type { Identifier } from '#app/events/event.ts';
import { openStored } from '#app/platform/open-stored.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { erasedAmong } from '#app/privacy/erased-identifiers.server.ts';

/** A row of which not everything is taken; `row` is its number as in `FileRow`. */
export type RowError = { row: number; reason: string; cells: readonly string[] };

/** A row with an error as it was read, with whom it names. */
export type ReadRowError = RowError & { identifiers: readonly Identifier[] };

/** Rows kept for the file of errors; more say no more. */
export const MOST_ERRORS = 10_000;

const Cells = z.array(z.string());

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
  const { rawBodies, erasedCodes } = ringOf(client);
  const named = read.flatMap(({ identifiers }) => identifiers);
  const isErased = await erasedAmong(client, shopId, erasedCodes, named);
  const errors = read.map(({ identifiers, cells, ...error }) => ({
    ...error,
    cells: identifiers.some(isErased) ? cells.map(() => '') : cells,
  }));
  await client.query(
    `insert into move_in_error (shop_id, move_in_id, row_number, reason, cells)
     select $1, $2, row_number, reason, cells
       from unnest($3::bigint[], $4::text[], $5::bytea[]) as row (row_number, reason, cells)
      where (select count(*) from move_in_error where shop_id = $1 and move_in_id = $2) < $6
     on conflict do nothing`,
    [
      shopId,
      id,
      errors.map(({ row }) => row),
      errors.map(({ reason }) => reason),
      errors.map(({ row, cells }) =>
        rawBodies.seal(
          Buffer.from(JSON.stringify(cells)),
          placeIn('move_in_error', shopId, id, row),
        ),
      ),
      MOST_ERRORS,
    ],
  );
}

/** Forgets the errors of an earlier reading. */
export async function forgetErrors(client: ShopClient, shopId: string, id: string): Promise<void> {
  await client.query('delete from move_in_error where shop_id = $1 and move_in_id = $2', [
    shopId,
    id,
  ]);
}

/** How many rows with an error are kept for download. */
export async function countErrors(client: ShopClient, shopId: string, id: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*) as count from move_in_error where shop_id = $1 and move_in_id = $2',
    [shopId, id],
  );
  return rows[0]?.count ?? 0;
}

/** Rows fetched at a time for the file of errors; one of them may be 256 KB long. */
const PAGE = 50;

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

async function errorsAfter(
  client: ShopClient,
  shopId: string,
  id: string,
  row: number,
): Promise<RowError[]> {
  const { rows } = await client.query<Omit<RowError, 'cells'> & { cells: Buffer }>(
    `select row_number as row, reason, cells from move_in_error
      where shop_id = $1 and move_in_id = $2 and row_number > $3 order by row_number limit $4`,
    [shopId, id, row, PAGE],
  );
  return rows.map(({ cells, ...error }) => {
    const place = placeIn('move_in_error', shopId, id, error.row);
    const { bytes, fault } = openStored(client, place, cells);
    const shown = fault === null ? Cells.parse(JSON.parse(bytes.toString('utf8'))) : [fault];
    return { ...error, cells: shown };
  });
}
