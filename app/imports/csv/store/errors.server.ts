import { z } from 'zod';
import type { ShopClient } from '#app/platform/db.server.ts';
import { openStored } from '#app/platform/open-stored.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';

/** A row of which not everything is taken; `row` is its number as in `FileRow`. */
export type RowError = { row: number; reason: string; cells: readonly string[] };

/** Rows kept for the file of errors; more say no more. */
export const MOST_ERRORS = 10_000;

const Cells = z.array(z.string());

/** Stores rows with an error, up to the most that are stored. Storing one again changes nothing. */
export async function insertErrors(
  client: ShopClient,
  shopId: string,
  id: string,
  errors: readonly RowError[],
): Promise<void> {
  const { rawBodies } = ringOf(client);
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

/** Deletes the errors of files that were begun before a moment, epoch milliseconds. */
export async function deleteOldErrors(
  client: ShopClient,
  shopId: string,
  before: number,
): Promise<void> {
  await client.query(
    `delete from move_in_error e using move_in m
      where e.shop_id = $1 and m.shop_id = $1 and m.id = e.move_in_id and m.created_at < $2`,
    [shopId, new Date(before)],
  );
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

/** The next rows with an error after a row, by its number. */
export async function errorsAfter(
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
