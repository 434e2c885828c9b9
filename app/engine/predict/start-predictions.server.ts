import type pg from 'pg';
import type { Logger } from 'pino';
import { openPrediction } from '#app/predictions/store/prediction-run.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { eachShop } from '#app/engine/each-shop.server.ts';

/** Begins with the shops whose day has come, by the database's clock. */
export async function startDuePredictions(
  pool: pg.Pool,
  now: number,
  logger: Logger,
): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from shop where predict_due_at <= now() and uninstalled_at is null
      order by predict_due_at limit 1000`,
  );
  await eachShop(pool, rows, logger, async (client, id) => {
    await openPrediction(client, id, null, now);
    await client.query(
      `update shop set predict_due_at = now() + interval '1 day'
        where id = $1 and predict_due_at <= now()`,
      [id],
    );
    await enqueueJob(client, id, 'predict');
  });
}
