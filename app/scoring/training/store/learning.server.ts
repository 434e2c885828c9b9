import type { ShopClient } from '#app/platform/db.server.ts';
import type { Learning } from '#app/scoring/training/learning.ts';

/** The newest learning of a shop; null when there never was one. */
export async function loadLearning(client: ShopClient, shopId: string): Promise<Learning | null> {
  const { rows } = await client.query<Learning>(
    `select state, asked_by as "askedBy", asked_at as "askedAt", people_total as "peopleTotal",
            people_done as "peopleDone", examples, finished_at as "finishedAt"
       from learning where shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? null;
}

/** Notes that learning was asked for; one that is under way goes on. */
export async function openLearning(
  client: ShopClient,
  shopId: string,
  by: string,
  now: number,
): Promise<void> {
  await client.query(
    `insert into learning (shop_id, state, asked_by, asked_at) values ($1, 'asked', $2, $3)
     on conflict (shop_id) do update set state = 'asked', asked_by = $2, asked_at = $3,
       people_total = 0, people_done = 0, examples = 0, finished_at = null
     where learning.state in ('done', 'cancelled', 'failed')`,
    [shopId, by, new Date(now)],
  );
}

/**
 * Notes how far it is.
 * @returns false when it was cancelled, or is not asked for
 */
export async function saveLearningProgress(
  client: ShopClient,
  shopId: string,
  progress: Pick<Learning, 'peopleTotal' | 'peopleDone' | 'examples'> & {
    state: 'reading' | 'fitting';
  },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update learning set state = $2, people_total = $3, people_done = $4, examples = $5
      where shop_id = $1 and state in ('asked', 'reading', 'fitting')`,
    [shopId, progress.state, progress.peopleTotal, progress.peopleDone, progress.examples],
  );
  return rowCount === 1;
}

/**
 * Ends what is under way.
 * @returns false when nothing is
 */
export async function endLearning(
  client: ShopClient,
  shopId: string,
  state: 'done' | 'cancelled' | 'failed',
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update learning set state = $2, finished_at = $3
      where shop_id = $1 and state in ('asked', 'reading', 'fitting')`,
    [shopId, state, new Date(now)],
  );
  return rowCount === 1;
}
