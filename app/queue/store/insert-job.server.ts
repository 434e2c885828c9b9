import type { ShopClient } from '#app/platform/db.server.ts';

/** Of `$1` name, `$2` payload, `$3` key, `$4` queue, `$5` most attempts, `$6` how many milliseconds to wait. */
export const ENQUEUE_CALL = "enqueue_job($1, $2, $3, $4, now() + $6 * interval '1 ms', $5)";

/** Puts a job into the queue, in place of one with the same key. */
export async function insertJob(client: ShopClient, values: unknown[]): Promise<void> {
  await client.query(`select ${ENQUEUE_CALL}`, values);
}
