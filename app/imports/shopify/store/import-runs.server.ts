import { v7 } from 'uuid';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { ImportKind, ImportRun } from '../import-run.ts';
import type { ReadProgress } from '../saved-run.server.ts';

const COLUMNS = `id, kind, purpose, since, until, state, bulk_id as "bulkId",
  objects_total as "objectsTotal", bytes_total as "bytesTotal", bytes_done as "bytesDone",
  objects_done as "objectsDone", objects_unusable as "objectsUnusable", reading_since as "readingSince",
  finished_at as "finishedAt", error`;

const OPEN = `state in ('asking', 'preparing', 'reading')`;

/**
 * Asks for a re-reading, unless one of the same kind and purpose is under way.
 * @param since epoch milliseconds; null takes everything
 */
export async function openRun(
  client: ShopClient,
  shopId: string,
  run: Pick<ImportRun, 'kind' | 'purpose' | 'since' | 'until'>,
): Promise<void> {
  await client.query(
    `insert into import_run (shop_id, id, kind, purpose, since, until, state)
     values ($1, $2, $3, $4, $5, $6, 'asking') on conflict do nothing`,
    [shopId, v7(), run.kind, run.purpose, dateOf(run.since), new Date(run.until)],
  );
}

/** Notes that nothing of a kind changed until a moment. */
export async function noteUnchanged(
  client: ShopClient,
  shopId: string,
  run: Pick<ImportRun, 'kind' | 'since' | 'until'>,
): Promise<void> {
  await client.query(
    `insert into import_run (shop_id, id, kind, purpose, since, until, state, finished_at)
     values ($1, $2, $3, 'changes', $4, $5, 'done', $5)`,
    [shopId, v7(), run.kind, dateOf(run.since), new Date(run.until)],
  );
}

/** What is under way, the oldest first. */
export async function openRuns(client: ShopClient, shopId: string): Promise<ImportRun[]> {
  const { rows } = await client.query<ImportRun>(
    `select ${COLUMNS} from import_run where shop_id = $1 and ${OPEN} order by until, id`,
    [shopId],
  );
  return rows;
}

/** The newest import of the history, by kind. */
export async function historyRuns(client: ShopClient, shopId: string): Promise<ImportRun[]> {
  const { rows } = await client.query<ImportRun>(
    `select distinct on (kind) ${COLUMNS} from import_run
     where shop_id = $1 and purpose = 'history' order by kind, until desc, id desc`,
    [shopId],
  );
  return rows;
}

/** Until when each kind is known to be complete, epoch milliseconds; a kind never read is absent. */
export async function watermarks(
  client: ShopClient,
  shopId: string,
): Promise<Map<ImportKind, number>> {
  const { rows } = await client.query<{ kind: ImportKind; until: number }>(
    `select kind, max(until) as until from import_run where shop_id = $1 and state = 'done' group by kind`,
    [shopId],
  );
  return new Map(rows.map(({ kind, until }) => [kind, until]));
}

/** When all products were last asked for, epoch milliseconds; null when they never were. */
export async function lastWholeCatalog(client: ShopClient, shopId: string): Promise<number | null> {
  const { rows } = await client.query<{ until: number | null }>(
    `select max(until) as until from import_run
     where shop_id = $1 and kind = 'products' and since is null`,
    [shopId],
  );
  return rows[0]?.until ?? null;
}

/** Whether a run is still open and everything so far could be used. */
export async function isWhole(client: ShopClient, shopId: string, id: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from import_run where shop_id = $1 and id = $2 and ${OPEN} and objects_unusable = 0`,
    [shopId, id],
  );
  return rowCount === 1;
}

/** Bulk operations that belong to a run. */
export async function knownBulkIds(client: ShopClient, shopId: string): Promise<Set<string>> {
  const { rows } = await client.query<{ bulkId: string }>(
    'select bulk_id as "bulkId" from import_run where shop_id = $1 and bulk_id is not null',
    [shopId],
  );
  return new Set(rows.map(({ bulkId }) => bulkId));
}

/** The bulk operation of a run that was asked for now exists. */
export async function noteAsked(
  client: ShopClient,
  shopId: string,
  id: string,
  bulkId: string,
): Promise<void> {
  await client.query(
    `update import_run set state = 'preparing', bulk_id = $3
     where shop_id = $1 and id = $2 and state = 'asking'`,
    [shopId, id, bulkId],
  );
}

/** The file of a run is there; from now on its reading can be resumed. */
export async function noteReady(
  client: ShopClient,
  shopId: string,
  id: string,
  file: { objects: number; bytes: number; now: number },
): Promise<void> {
  await client.query(
    `update import_run set state = 'reading', objects_total = $3, bytes_total = $4, reading_since = $5
     where shop_id = $1 and id = $2 and state = 'preparing'`,
    [shopId, id, file.objects, file.bytes, new Date(file.now)],
  );
}

/**
 * Holds a run still for the rest of the transaction.
 * @returns false when it was cancelled, or another worker has read on
 */
export async function holdRun(
  client: ShopClient,
  shopId: string,
  { id, bytesDone }: Pick<ImportRun, 'id' | 'bytesDone'>,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from import_run where shop_id = $1 and id = $2 and state = 'reading' and bytes_done = $3
     for no key update`,
    [shopId, id, bytesDone],
  );
  return rowCount === 1;
}

/** Everything before a byte is saved. In the transaction that saves it. */
export async function noteRead(
  client: ShopClient,
  shopId: string,
  id: string,
  { bytesDone, objects, unusable }: ReadProgress,
): Promise<void> {
  await client.query(
    `update import_run set bytes_done = $3, objects_done = objects_done + $4,
       objects_unusable = objects_unusable + $5
     where shop_id = $1 and id = $2`,
    [shopId, id, bytesDone, objects, unusable],
  );
}

/** Restarts an open run, for example because Shopify lost its file. What was saved stays. */
export async function restartRun(client: ShopClient, shopId: string, id: string): Promise<void> {
  await client.query(
    `update import_run set state = 'asking', bulk_id = null, objects_total = null, bytes_total = null,
       bytes_done = 0, objects_done = 0, objects_unusable = 0, reading_since = null
     where shop_id = $1 and id = $2 and ${OPEN}`,
    [shopId, id],
  );
}

/** Ends an open run. */
export async function endRun(
  client: ShopClient,
  shopId: string,
  id: string,
  end: { state: 'done' | 'failed' | 'cancelled'; error: string | null; now: number },
): Promise<void> {
  await client.query(
    `update import_run set state = $3, error = $4, finished_at = $5
     where shop_id = $1 and id = $2 and ${OPEN}`,
    [shopId, id, end.state, end.error, new Date(end.now)],
  );
}

/** Forgets re-readings of changes that ended before a moment, save the newest of each kind. */
export async function forgetRuns(
  client: ShopClient,
  shopId: string,
  before: number,
): Promise<void> {
  await client.query(
    `delete from import_run as old where shop_id = $1 and purpose = 'changes' and until < $2 and not (${OPEN})
       and exists (select from import_run as newer
         where newer.shop_id = $1 and newer.kind = old.kind and newer.state = 'done' and newer.until > old.until)`,
    [shopId, new Date(before)],
  );
}

function dateOf(moment: number | null): Date | null {
  return moment === null ? null : new Date(moment);
}
