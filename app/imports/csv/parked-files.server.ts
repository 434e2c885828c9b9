import { validate as isUuid } from 'uuid';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { failedWork, type FailedEffect } from '#app/effects/failed-effects.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';

const WHY =
  'The app stopped twice while it read this file. Try again, or split it into smaller files and import those.';

/** Fails a file that is being read, and keeps it so that it can be tried again. */
export async function parkFile(
  client: ShopClient,
  shopId: string,
  id: string,
  now: number,
): Promise<void> {
  await client.query(
    `update move_in set parked_from = state, state = 'failed', error = $3, finished_at = $4
      where shop_id = $1 and id = $2 and state in ('checking', 'running')`,
    [shopId, id, WHY, new Date(now)],
  );
}

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
  const { rows } = await client.query<{ id: string; name: string; failedAt: number }>(
    `select id, file_name as name, finished_at as "failedAt" from move_in
      where shop_id = $1 and parked_from is not null and position($2 in lower(file_name)) > 0 limit 10`,
    [shopId, search.toLowerCase()],
  );
  return rows.map(({ id, name, failedAt }) =>
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
  const { rows } = await client.query<{ state: string }>(
    `update move_in set state = parked_from, parked_from = null, error = null, finished_at = null,
       reading_since = $3
      where shop_id = $1 and id = $2 and parked_from is not null returning state`,
    [shopId, id, new Date(now)],
  );
  const [file] = rows;
  if (!file) return false;
  const change = { before: { state: 'failed' }, after: { state: file.state } };
  const entry = { actor, action: 'move_in.retried', subject: `move_in:${id}`, ...change };
  await recordAudit(client, shopId, entry, now);
  await enqueueJob(client, shopId, 'move_in');
  return true;
}
