import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { openPrediction, predictionRun } from '#app/predictions/store/prediction-run.server.ts';
import { attempt } from '#app/queue/attempts.server.ts';
import type { JobInput } from '#app/queue/store/job-attempts.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { listFailures, retryFailures } from '#app/problems/failures.server.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { openRequests } from '#app/privacy/store/open-requests.server.ts';
import { askToErase, REDACT_KEY, runPrivacyJob } from '#tests/privacy/erase-customer.ts';
import { predict } from '#app/engine/predict/predict.server.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-10-01T10:10:00Z');
const VIEW = readListView(new URLSearchParams(), ['time']);

function worker() {
  return workerAt(db.pool, NOW);
}

/** What a worker leaves that dies over an input: it never ends. */
async function dyingOf(one: JobInput): Promise<void> {
  const services = await worker();
  await new Promise<void>((begun) => {
    void attempt(services, one, () => new Promise<void>(() => begun()));
  });
}

async function works(one: JobInput): Promise<boolean> {
  return (await attempt(await worker(), one, () => Promise.resolve('worked'))) === 'worked';
}

test('a forecast at which two workers died is parked under Problems, and made when it is tried again', async () => {
  const { id: shopId } = await installedShop(db.pool);
  const inIt = <T>(work: Parameters<typeof inShop<T>>[2]) => inShop(db.pool, shopId, work);
  await inIt((client) => openPrediction(client, shopId, 'staff', NOW));
  for (let death = 0; death < 2; death += 1)
    await dyingOf({ shopId, job: 'predict', input: 'forecast', progress: 'null:' });
  await predict(await worker(), shopId);
  expect(await inIt((client) => predictionRun(client, shopId))).toMatchObject({ finishedAt: null });
  const { effects, waiting } = await inIt((client) => listFailures(client, shopId, VIEW));
  expect(waiting).toBe(1);
  expect(effects).toMatchObject([
    { kind: 'job_predict', reason: 'worker_stopped_twice', attempts: 2, failedAt: NOW },
  ]);

  const keys = effects.map(({ key }) => key);
  expect(await inIt((client) => retryFailures(client, shopId, keys, 'staff', NOW))).toBe(1);
  expect(await inIt((client) => retryFailures(client, shopId, keys, 'staff', NOW))).toBe(0);
  await predict(await worker(), shopId);
  expect(await inIt((client) => predictionRun(client, shopId))).toMatchObject({
    outcome: 'too_little',
  });
  expect((await inIt((client) => listFailures(client, shopId, VIEW))).waiting).toBe(0);
  const { rows } = await db.owner.query(
    `select actor from audit where shop_id = $1 and action = 'job.retried'`,
    [shopId],
  );
  expect(rows).toEqual([{ actor: 'staff' }]);
});

test('a privacy request at which two workers died is parked alone, and done once it is tried again', async () => {
  const shop = await installedShop(db.pool);
  const ada = { id: 6940095777001, email: 'ada@lovelace.example' };
  const bob = { id: 6940095777999, email: 'bob@fell.example' };
  const { id: shopId } = shop;
  const inIt = <T>(work: Parameters<typeof inShop<T>>[2]) => inShop(db.pool, shopId, work);
  await askToErase(db.pool, shop, ada, NOW);
  const one = { shopId, job: 'privacy', input: REDACT_KEY, progress: 'null' } as const;
  for (let death = 0; death < 2; death += 1) await dyingOf(one);
  await askToErase(db.pool, shop, bob, NOW, 'redact-bob');
  await runPrivacyJob(db.pool, shopId, NOW);
  const open = () => inIt((client) => openRequests(client, shopId));
  expect(await open()).toMatchObject([{ key: REDACT_KEY }]);
  const { effects } = await inIt((client) => listFailures(client, shopId, VIEW));
  expect(effects).toMatchObject([{ kind: 'job_privacy', reason: 'worker_stopped_twice' }]);
  expect(JSON.stringify(effects)).not.toContain(ada.email);

  const keys = effects.map(({ key }) => key);
  expect(await inIt((client) => retryFailures(client, shopId, keys, 'staff', NOW))).toBe(1);
  await runPrivacyJob(db.pool, shopId, NOW);
  expect(await open()).toEqual([]);
});

test('a worker that lost the database is not taken to have died of its input', async () => {
  const { id: shopId } = await installedShop(db.pool);
  const file = { shopId, job: 'import', input: 'run-1', progress: '0' } as const;
  for (let outage = 0; outage < 3; outage += 1) {
    await dyingOf(file);
    await db.owner.query(
      `update heartbeat set beat_at = pg_postmaster_start_time() - interval '1 second'
        where fence = (select fence from job_attempt where shop_id = $1)`,
      [shopId],
    );
  }
  expect(await works(file)).toBe(true);
  for (let death = 0; death < 2; death += 1) await dyingOf(file);
  expect(await works(file)).toBe(false);
});

test('an input at which workers die at different places goes on, and at one place is parked', async () => {
  const { id: shopId } = await installedShop(db.pool);
  const file = { shopId, job: 'import', input: 'run-1' } as const;
  for (const progress of ['0', '500', '1000', '1500']) await dyingOf({ ...file, progress });
  await dyingOf({ ...file, progress: '1500' });
  expect(await works({ ...file, progress: '1500' })).toBe(false);
  expect(await works({ ...file, progress: '1500' })).toBe(false);
  expect(await works({ shopId, job: 'import', input: 'run-2', progress: '0' })).toBe(true);
});
