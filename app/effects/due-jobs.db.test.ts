import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { enqueueJob, jobKey } from '#app/queue/queue.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { dueEffectJobs } from './due-jobs.server.ts';
import { addEffects } from './store/add-effects.server.ts';

const db = await testDatabase();
const NOW = Date.UTC(2026, 10, 30, 12);

/** A shop with a consent that is due, and its job in the queue. */
async function shopWithJob(inMs = 0): Promise<string> {
  const { id } = await installedShop(db.pool);
  const times = { createdAt: NOW, dueAt: NOW };
  await inShop(db.pool, id, async (client) => {
    await addEffects(client, id, [{ key: 'a', kind: 'sync_consent', payload: {}, ...times }]);
    await enqueueJob(client, id, 'sync', inMs);
  });
  return id;
}

/** As the queue notes that a job failed. */
async function failJob(shopId: string, attempts: number, waitMs: number): Promise<void> {
  await db.owner.query(
    `update graphile_worker._private_jobs set attempts = $2, run_at = now() + $3 * interval '1 ms' where key = $1`,
    [jobKey(shopId, 'sync'), attempts, waitMs],
  );
}

function dueJobs(shopId: string) {
  return inShop(db.pool, shopId, (client) => dueEffectJobs(client, shopId, NOW));
}

test('a job with effects that are due is named, also while it waits for a moment without having failed', async () => {
  expect(await dueJobs(await shopWithJob())).toEqual(['sync']);
  expect(await dueJobs(await shopWithJob(MINUTE))).toEqual(['sync']);
});

test('a job that failed is not named before its next try, so that it goes on counting how often it failed', async () => {
  const shopId = await shopWithJob();
  await failJob(shopId, 3, MINUTE);
  expect(await dueJobs(shopId)).toEqual([]);
  expect(await dueJobs(await shopWithJob())).toEqual(['sync']);
  await failJob(shopId, 3, -1);
  expect(await dueJobs(shopId)).toEqual(['sync']);
});

test('a job that failed as often as it may is named, because the queue does not try it again', async () => {
  const shopId = await shopWithJob();
  await failJob(shopId, 25, MINUTE);
  expect(await dueJobs(shopId)).toEqual(['sync']);
});
