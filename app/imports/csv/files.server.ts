import { v7 } from 'uuid';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { takeLock } from '#app/platform/take-lock.server.ts';
import type { FileKind, ColumnMapping } from './fields.ts';
import { MOST_BYTES } from './file.ts';
import { deleteChunks } from './store/chunks.server.ts';
import { deleteOldErrors, forgetErrors } from './store/errors.server.ts';
import {
  markChecking,
  markFileEnded,
  markRunning,
  type FileEnd,
} from './store/file-states.server.ts';
import { insertFile, listOpenFiles, loadRunningCsvImports } from './store/files.server.ts';
import { forgetParkedFiles } from './store/parked-files.server.ts';
import { forgetSeen } from './store/seen-people.server.ts';

/** How long rows with an error are kept for download. */
const ERRORS_KEPT_MS = 30 * DAY;

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
  for (const open of await listOpenFiles(client, shopId))
    await endFile(client, shopId, open, { state: 'cancelled', now });
  for (const parked of await forgetParkedFiles(client, shopId))
    await forgetPieces(client, shopId, parked);
  await deleteOldErrors(client, shopId, now - ERRORS_KEPT_MS);
  const id = v7();
  await insertFile(client, shopId, { id, fileName: fileName.slice(0, 200), bytes, actor, now });
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
  const isStarted = await markChecking(client, shopId, id, terms, now);
  if (isStarted) await enqueueJob(client, shopId, 'move_in');
  return isStarted;
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
  if (!(await markRunning(client, shopId, id, now))) return false;
  await forgetErrors(client, shopId, id);
  const change = { before: { state: 'checked' }, after: { state: 'running' } };
  const entry = { actor, action: 'move_in.started', subject: `move_in:${id}`, ...change };
  await recordAudit(client, shopId, entry, now);
  await enqueueJob(client, shopId, 'move_in');
  return true;
}

/** Ends a file that is open, and forgets what stood in it, save the rows with an error. */
export async function endFile(
  client: ShopClient,
  shopId: string,
  id: string,
  end: FileEnd,
): Promise<void> {
  await markFileEnded(client, shopId, id, end);
  await forgetPieces(client, shopId, id);
}

async function forgetPieces(client: ShopClient, shopId: string, id: string): Promise<void> {
  await deleteChunks(client, shopId, id);
  await forgetSeen(client, shopId, id);
}
