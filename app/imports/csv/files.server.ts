import { v7 } from 'uuid';
import { z } from 'zod';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { openStored } from '#app/platform/open-stored.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { takeLock } from '#app/platform/take-lock.server.ts';
import type { ImportCounts } from './count-rows.ts';
import { forgetErrors } from './errors.server.ts';
import { forgetSeen } from './seen-people.server.ts';
import type { FileKind, ColumnMapping } from './fields.ts';
import { MOST_BYTES, type CsvImport } from './file.ts';

const COLUMNS = `id, file_name as "fileName", state, kind, delimiter, header, sample, mapping,
  told_at as "uploadedAt", bytes_total as "bytesTotal", bytes_start as "bytesStart", bytes_done as "bytesDone",
  rows_done as "rowsDone", rows_unusable as "rowsUnusable", counts, reading_since as "readingSince",
  created_by as "createdBy", created_at as "createdAt", finished_at as "finishedAt", error,
  parked_from as "parkedFrom"`;

const OPEN = `state not in ('done', 'failed', 'cancelled')`;
/** How long rows with an error are kept for download. */
const ERRORS_KEPT_MS = 30 * DAY;

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

export type FileBeginOutcome =
  { outcome: 'begun'; id: string } | { outcome: 'refused'; reason: 'empty' | 'too_large' | 'busy' };

/**
 * Makes room for a file that is about to be sent. One at a time: a file that waits for its merchant gives way, one
 * that is being read does not.
 * @param bytes its size
 */
export async function beginFile(
  client: ShopClient,
  shopId: string,
  file: { fileName: string; bytes: number; actor: string; now: number },
): Promise<FileBeginOutcome> {
  const { fileName, bytes, actor, now } = file;
  if (bytes === 0) return { outcome: 'refused', reason: 'empty' };
  if (bytes > MOST_BYTES) return { outcome: 'refused', reason: 'too_large' };
  // A user who begins two at once waits here, and finds the first.
  await takeLock(client, 'move_in', shopId);
  if ((await loadRunningCsvImports(client, shopId)).length > 0)
    return { outcome: 'refused', reason: 'busy' };
  const { rows } = await client.query<{ id: string }>(
    `select id from move_in where shop_id = $1 and ${OPEN}`,
    [shopId],
  );
  for (const open of rows) await endFile(client, shopId, open.id, { state: 'cancelled', now });
  await forgetParked(client, shopId);
  await client.query(
    `delete from move_in_error e using move_in m
      where e.shop_id = $1 and m.shop_id = $1 and m.id = e.move_in_id and m.created_at < $2`,
    [shopId, new Date(now - ERRORS_KEPT_MS)],
  );
  const id = v7();
  await client.query(
    `insert into move_in (shop_id, id, file_name, state, told_at, bytes_total, created_by, created_at)
     values ($1, $2, $3, 'uploading', $4, $5, $6, $4)`,
    [shopId, id, fileName.slice(0, 200), new Date(now), bytes, actor],
  );
  return { outcome: 'begun', id };
}

/**
 * Takes up the dry run with what the merchant said of the file.
 * @returns false when it is past that, or cancelled
 */
export async function startCheck(
  client: ShopClient,
  shopId: string,
  id: string,
  terms: { kind: FileKind; mapping: ColumnMapping },
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update move_in set state = 'checking', kind = $3, mapping = $4, counts = null, bytes_done = bytes_start,
       rows_done = 0, rows_unusable = 0, reading_since = $5
     where shop_id = $1 and id = $2 and state in ('mapping', 'checked')`,
    [shopId, id, terms.kind, JSON.stringify(terms.mapping), new Date(now)],
  );
  if (rowCount === 1) await enqueueJob(client, shopId, 'move_in');
  return rowCount === 1;
}

/**
 * Starts the import after the dry run; the audit log keeps who did.
 * @returns false when the dry run is not over, or the file was cancelled
 */
export async function startRun(
  client: ShopClient,
  shopId: string,
  id: string,
  actor: string,
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update move_in set state = 'running', bytes_done = bytes_start, rows_done = 0, rows_unusable = 0,
       reading_since = $3
     where shop_id = $1 and id = $2 and state = 'checked'`,
    [shopId, id, new Date(now)],
  );
  if (rowCount !== 1) return false;
  await forgetErrors(client, shopId, id);
  const change = { before: { state: 'checked' }, after: { state: 'running' } };
  const entry = { actor, action: 'move_in.started', subject: `move_in:${id}`, ...change };
  await recordAudit(client, shopId, entry, now);
  await enqueueJob(client, shopId, 'move_in');
  return true;
}

/** Goes back from the dry run to what the columns hold. */
export async function backToMapping(client: ShopClient, shopId: string, id: string): Promise<void> {
  await client.query(
    `update move_in set state = 'mapping' where shop_id = $1 and id = $2 and state = 'checked'`,
    [shopId, id],
  );
}

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

/** Ends a file that is open, and forgets what stood in it, save the rows with an error. */
export async function endFile(
  client: ShopClient,
  shopId: string,
  id: string,
  end: { state: 'done' | 'failed' | 'cancelled'; error?: string; now: number },
): Promise<void> {
  await client.query(
    `update move_in set state = $3, error = $4, finished_at = $5, sample = null
     where shop_id = $1 and id = $2 and ${OPEN}`,
    [shopId, id, end.state, end.error ?? null, new Date(end.now)],
  );
  await forgetPieces(client, shopId, id);
}

/** One that waits to be tried again gives way to another file. */
async function forgetParked(client: ShopClient, shopId: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `update move_in set parked_from = null where shop_id = $1 and parked_from is not null returning id`,
    [shopId],
  );
  for (const { id } of rows) await forgetPieces(client, shopId, id);
}

async function forgetPieces(client: ShopClient, shopId: string, id: string): Promise<void> {
  await client.query('delete from move_in_slice where shop_id = $1 and move_in_id = $2', [
    shopId,
    id,
  ]);
  await forgetSeen(client, shopId, id);
}
