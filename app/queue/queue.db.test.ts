import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { waitingForLocks } from '#tests/setup/waiting-for-locks.ts';

const db = await testDatabase();
const worker = new pg.Client({ connectionString: db.url });
await worker.connect();
afterAll(() => worker.end());

test('a job enqueued in the very moment in which a worker takes it is run once more', async () => {
  const { id } = await installedShop(db.pool);
  const enqueue = () => inShop(db.pool, id, (client) => enqueueJob(client, id, 'drain'));
  await enqueue();
  await worker.query('begin');
  await worker.query(
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker', attempts = attempts + 1
      where key = $1`,
    [`drain:${id}`],
  );
  const enqueued = enqueue();
  await expect.poll(() => waitingForLocks(db)).toBeGreaterThan(0);
  await worker.query('commit');
  await enqueued;
  const { rows } = await db.owner.query<{ taken: boolean }>(
    `select locked_at is not null as taken from graphile_worker._private_jobs
      where payload->>'shopId' = $1 order by id`,
    [id],
  );
  expect(rows).toEqual([{ taken: true }, { taken: false }]);
});
