import type { ShopClient } from '#app/platform/db.server.ts';
import type { PredictionOutcome, PredictionRun } from '#app/predictions/prediction-run.ts';
import type { BuyerCounts } from '#app/predictions/read-histories.ts';

/** The newest calculation; null when there was none. */
export async function predictionRun(
  client: ShopClient,
  shopId: string,
): Promise<PredictionRun | null> {
  const { rows } = await client.query<PredictionRun>(
    `select asked_by as "askedBy", model_version as "modelVersion", reached, people_done as "peopleDone",
            people_total as "peopleTotal", started_at as "startedAt", finished_at as "finishedAt", outcome, found
       from prediction_run where shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? null;
}

/**
 * Begins to compute a shop's predictions, unless that is under way. It is done by the job `predict`, which the caller
 * enqueues last.
 * @param askedBy the member of staff who wants it, and wants a new model; null when it is due
 * @param now epoch milliseconds
 * @returns false when it was under way
 */
export async function openPrediction(
  client: ShopClient,
  shopId: string,
  askedBy: string | null,
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into prediction_run as run (shop_id, asked_by, started_at) values ($1, $2, $3)
     on conflict (shop_id) do update set asked_by = excluded.asked_by, started_at = excluded.started_at,
       model_version = null, reached = null, people_done = 0, people_total = null, finished_at = null,
       outcome = null, found = null
     where run.finished_at is not null`,
    [shopId, askedBy, new Date(now)],
  );
  return rowCount === 1;
}

/** Notes what a shop has to learn from. */
export async function noteFound(
  client: ShopClient,
  shopId: string,
  found: BuyerCounts,
): Promise<void> {
  await client.query(
    'update prediction_run set found = $2 where shop_id = $1 and finished_at is null',
    [shopId, JSON.stringify(found)],
  );
}

/** The model by which people are computed now. */
export async function noteModel(
  client: ShopClient,
  shopId: string,
  version: number,
  people: number,
): Promise<void> {
  await client.query(
    `update prediction_run set model_version = $2, people_total = $3
      where shop_id = $1 and finished_at is null`,
    [shopId, version, people],
  );
}

/**
 * Notes how far the people are computed.
 * @param from who was the last one before; null at the beginning
 * @returns false when the calculation was cancelled, or another worker went on; nothing is to be saved then
 */
export async function noteReached(
  client: ShopClient,
  shopId: string,
  from: string | null,
  to: string,
  people: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update prediction_run set reached = $3, people_done = people_done + $4
      where shop_id = $1 and finished_at is null and reached is not distinct from $2::uuid`,
    [shopId, from, to, people],
  );
  return rowCount === 1;
}

/**
 * Ends a calculation under way. When staff cancel it, what was computed before stays.
 * @returns false when none was under way
 */
export async function endPrediction(
  client: ShopClient,
  shopId: string,
  outcome: PredictionOutcome,
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'update prediction_run set outcome = $2, finished_at = $3 where shop_id = $1 and finished_at is null',
    [shopId, outcome, new Date(now)],
  );
  return rowCount === 1;
}
