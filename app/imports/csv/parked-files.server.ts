import { validate as isUuid } from 'uuid';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { failedWork, type FailedEffect } from '#app/effects/failed-effects.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { findParkedFiles, unparkFile } from './store/parked-files.server.ts';

/** How a parked file is named among other failures. */
const KEY = 'move_in:';

/**
 * The parked files of a shop, as failures among others. There is at most one: the next file takes its place.
 * @param search looked for in the file's name
 */
export async function listParkedFiles(
  client: ShopClient,
  shopId: string,
  search: string,
): Promise<FailedEffect[]> {
  const files = await findParkedFiles(client, shopId, search.toLowerCase());
  return files.map(({ id, name, failedAt }) =>
    failedWork({
      key: KEY + id,
      kind: 'move_in',
      name,
      reason: 'stopped_twice',
      attempts: 2,
      failedAt,
    }),
  );
}

/** The id of the file that a key of a failure names; null when it names something else. */
export function parkedFileOf(key: string): string | null {
  const id = key.startsWith(KEY) ? key.slice(KEY.length) : '';
  return isUuid(id) ? id : null;
}

/**
 * Takes a parked file up where it was left; the audit log keeps who did.
 * @returns false when it is parked no longer
 */
export async function retryParkedFile(
  client: ShopClient,
  shopId: string,
  id: string,
  actor: string,
  now: number,
): Promise<boolean> {
  const state = await unparkFile(client, shopId, id, now);
  if (state === null) return false;
  const change = { before: { state: 'failed' }, after: { state } };
  const entry = { actor, action: 'move_in.retried', subject: `move_in:${id}`, ...change };
  await recordAudit(client, shopId, entry, now);
  await enqueueJob(client, shopId, 'move_in');
  return true;
}
