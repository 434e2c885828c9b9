import type pg from 'pg';
import type { Logger } from 'pino';
import { openPrediction } from '#app/predictions/store/prediction-run.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { findShopsToPredict, putOffPrediction } from '#app/shopify/store/due-shops.server.ts';
import { eachShop } from '#app/engine/each-shop.server.ts';

/** Begins with the shops whose day has come, by the database's clock. */
export async function startDuePredictions(
  pool: pg.Pool,
  now: number,
  logger: Logger,
): Promise<void> {
  const shops = await findShopsToPredict(pool);
  await eachShop(pool, shops, logger, async (client, id) => {
    await openPrediction(client, id, null, now);
    await putOffPrediction(client, id);
    await enqueueJob(client, id, 'predict');
  });
}
