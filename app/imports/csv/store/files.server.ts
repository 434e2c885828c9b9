import { z } from 'zod';
import type { ShopClient } from '#app/platform/db.server.ts';
import { openStored } from '#app/platform/open-stored.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import type { CsvImport } from '../file.ts';
import { IS_FILE_OPEN } from './file-states.server.ts';

const COLUMNS = `id, file_name as "fileName", state, kind, delimiter, header, sample, mapping,
  told_at as "uploadedAt", bytes_total as "bytesTotal", bytes_start as "bytesStart", bytes_done as "bytesDone",
  rows_done as "rowsDone", rows_unusable as "rowsUnusable", counts, reading_since as "readingSince",
  created_by as "createdBy", created_at as "createdAt", finished_at as "finishedAt", error,
  parked_from as "parkedFrom"`;

type CsvImportRow = Omit<CsvImport, 'sample'> & { sample: Buffer | null };

const Sample = z.array(z.array(z.string()));

/** A sample that cannot be opened is none: the merchant then sees the columns' names alone. */
function opened(client: ShopClient, shopId: string, { sample, ...file }: CsvImportRow): CsvImport {
  if (sample === null) return { ...file, sample: [] };
  const { bytes, fault } = openStored(client, placeIn('move_in', shopId, file.id), sample);
  return {
    ...file,
    sample: fault === null ? Sample.parse(JSON.parse(bytes.toString('utf8'))) : [],
  };
}

/** One file; null when the shop has no such file. */
export async function loadCsvImport(
  client: ShopClient,
  shopId: string,
  id: string,
): Promise<CsvImport | null> {
  const { rows } = await client.query<CsvImportRow>(
    `select ${COLUMNS} from move_in where shop_id = $1 and id = $2`,
    [shopId, id],
  );
  const [row] = rows;
  return row ? opened(client, shopId, row) : null;
}

/** The files that a job has to work on, the oldest first. */
export async function loadRunningCsvImports(
  client: ShopClient,
  shopId: string,
): Promise<CsvImport[]> {
  const { rows } = await client.query<CsvImportRow>(
    `select ${COLUMNS} from move_in where shop_id = $1 and state in ('checking', 'running')
     order by created_at, id`,
    [shopId],
  );
  return rows.map((row) => opened(client, shopId, row));
}

/** The ids of the files that are neither done, failed nor cancelled. */
export async function listOpenFiles(client: ShopClient, shopId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from move_in where shop_id = $1 and ${IS_FILE_OPEN}`,
    [shopId],
  );
  return rows.map(({ id }) => id);
}

/** Stores a file of which nothing was sent yet. `now` is epoch milliseconds. */
export async function insertFile(
  client: ShopClient,
  shopId: string,
  file: { id: string; fileName: string; bytes: number; actor: string; now: number },
): Promise<void> {
  await client.query(
    `insert into move_in (shop_id, id, file_name, state, told_at, bytes_total, created_by, created_at)
     values ($1, $2, $3, 'uploading', $4, $5, $6, $4)`,
    [shopId, file.id, file.fileName, new Date(file.now), file.bytes, file.actor],
  );
}

/** Holds a file still for the rest of the transaction, whatever its state. */
export async function lockCsvImport(client: ShopClient, shopId: string, id: string): Promise<void> {
  await client.query('select from move_in where shop_id = $1 and id = $2 for no key update', [
    shopId,
    id,
  ]);
}
