import type pg from 'pg';
import { inShop } from '#app/platform/db.server.ts';
import { predict } from '#app/engine/predict/predict.server.ts';
import { openPrediction } from '#app/predictions/store/prediction-run.server.ts';
import { readCdnow, type CdnowCustomer } from '#tests/fixtures/clv/read-cdnow.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { addCdnowBuyers } from './cdnow-buyers.ts';
import type { TestDatabase } from './database.ts';
import { workerAt } from './worker-at.ts';
import { installedShop } from './shop.ts';
import { drainAt, SEEN_AT, receive } from './received-deliveries.ts';

/** When the forecast for the shop's people is made, unless a test says another moment. */
export const PREDICTED_AT = SEEN_AT;

/** A shop whose customers bought when those of CDNOW did. */
export async function cdnowShop(
  { pool, owner }: TestDatabase,
  customers: readonly CdnowCustomer[] = readCdnow(),
): Promise<string> {
  const { id } = await installedShop(pool);
  await receive(pool, id, 'orders/create', orderPayload(), 'd1');
  await drainAt(pool, id, PREDICTED_AT);
  await owner.query('delete from purchase where shop_id = $1', [id]);
  await addCdnowBuyers(owner, id, customers, PREDICTED_AT);
  return id;
}

/** What `predict` needs, of a worker with a pool and a clock of its own. */
export async function predictServices(
  db: TestDatabase,
  pool: pg.Pool = db.pool,
  now = PREDICTED_AT,
): Promise<Parameters<typeof predict>[0]> {
  return { ...(await workerAt(db.pool, now)), pool };
}

/** Opens a prediction of a shop, asked for by staff or due by itself, and makes it. */
export async function predictShop(
  db: TestDatabase,
  shopId: string,
  askedBy: string | null = null,
  now = PREDICTED_AT,
): Promise<void> {
  await inShop(db.pool, shopId, (client) => openPrediction(client, shopId, askedBy, now));
  await predict(await predictServices(db, db.pool, now), shopId);
}

type SavedPrediction = {
  alive: number;
  again: number;
  orders: number;
  spend: number;
  version: number;
};

/** What is saved of each person of a shop, by the order of their profiles. */
export async function savedPredictions(
  { owner }: TestDatabase,
  shopId: string,
): Promise<SavedPrediction[]> {
  const { rows } = await owner.query<SavedPrediction>(
    `select alive, again, orders, spend_minor::float8 as spend, model_version as version
       from prediction where shop_id = $1 order by profile_id`,
    [shopId],
  );
  return rows;
}
