import type { ShopClient } from '#app/platform/db.server.ts';

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

/** A file that waits to be tried again; `failedAt` is epoch milliseconds. */
type ParkedFile = { id: string; name: string; failedAt: number };

/**
 * The parked files of a shop.
 * @param search looked for in the file's name, in lower case
 */
export async function findParkedFiles(
  client: ShopClient,
  shopId: string,
  search: string,
): Promise<ParkedFile[]> {
  const { rows } = await client.query<ParkedFile>(
    `select id, file_name as name, coalesce(finished_at, created_at) as "failedAt" from move_in
      where shop_id = $1 and parked_from is not null and position($2 in lower(file_name)) > 0 limit 10`,
    [shopId, search],
  );
  return rows;
}

/**
 * Takes a parked file up where it was left.
 * @returns what is being done with it; null when it is parked no longer
 */
export async function unparkFile(
  client: ShopClient,
  shopId: string,
  id: string,
  now: number,
): Promise<string | null> {
  const { rows } = await client.query<{ state: string }>(
    `update move_in set state = parked_from, parked_from = null, error = null, finished_at = null,
       reading_since = $3
      where shop_id = $1 and id = $2 and parked_from is not null returning state`,
    [shopId, id, new Date(now)],
  );
  return rows[0]?.state ?? null;
}

/** Those that wait to be tried again give way to another file. Gives which they were. */
export async function forgetParkedFiles(client: ShopClient, shopId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `update move_in set parked_from = null where shop_id = $1 and parked_from is not null returning id`,
    [shopId],
  );
  return rows.map(({ id }) => id);
}
