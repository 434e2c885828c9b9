import { expect, test } from 'vitest';
import { addEffects } from '#app/effects/store/add-effects.server.ts';
import { putOffDueEffects } from '#app/effects/store/due-effects.server.ts';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { enqueueDueShops, scheduleNext } from './timers.server.ts';

const db = await testDatabase();
const NOW = Date.UTC(2026, 10, 30, 12);
const SEGMENT = { segmentKey: 'vip', name: 'VIP', query: '' };
const EXPORT = { key: 'a', kind: 'export_segment', payload: SEGMENT, createdAt: NOW } as const;
const CONSENT = { key: 'b', kind: 'sync_consent', payload: {}, createdAt: NOW } as const;

/** Stores effects that wait for a moment each, epoch milliseconds, and notes the next one. */
async function shopWithEffects(dueAt: readonly number[]): Promise<string> {
  const { id } = await installedShop(db.pool);
  await inShop(db.pool, id, async (client) => {
    await addEffects(
      client,
      id,
      dueAt.map((at, place) => ({ ...EXPORT, key: String(place), dueAt: at })),
    );
    await scheduleNext(client, id, NOW);
  });
  await removeJobs();
  return id;
}

async function removeJobs(): Promise<void> {
  await db.owner.query('select graphile_worker.remove_job(key) from graphile_worker.jobs');
}

async function jobsOf(shopId: string): Promise<(string | undefined)[]> {
  const { rows } = await db.owner.query<{ key: string }>(
    `select key from graphile_worker.jobs where key like '%:' || $1 order by key`,
    [shopId],
  );
  return rows.map(({ key }) => key.split(':')[0]);
}

test('an effect that was put off enqueues its job when it is due again', async () => {
  const id = await shopWithEffects([NOW + HOUR]);
  await enqueueDueShops(db.pool, NOW + HOUR - 1, silentLogger);
  expect(await jobsOf(id)).toEqual([]);
  await enqueueDueShops(db.pool, NOW + HOUR, silentLogger);
  expect(await jobsOf(id)).toEqual(['audiences', 'deliver', 'drain']);
});

test('an effect enqueues its job although a batch ended after it was due and before the poll', async () => {
  const id = await shopWithEffects([NOW + HOUR]);
  await inShop(db.pool, id, (client) => scheduleNext(client, id, NOW + HOUR + 1));
  await enqueueDueShops(db.pool, NOW + HOUR + 2, silentLogger);
  expect(await jobsOf(id)).toEqual(['audiences', 'deliver', 'drain']);
});

test('an effect that is due between a poll and the jobs that it enqueued has its job with the next poll', async () => {
  const id = await shopWithEffects([NOW + HOUR, NOW + HOUR + 50]);
  await enqueueDueShops(db.pool, NOW + HOUR, silentLogger);
  await removeJobs();
  await inShop(db.pool, id, (client) => scheduleNext(client, id, NOW + HOUR + 60));
  await enqueueDueShops(db.pool, NOW + HOUR + 100, silentLogger);
  expect(await jobsOf(id)).toEqual(['audiences', 'deliver', 'drain']);
});

test('an effect that stays due, as one that is paused, is not enqueued with every poll', async () => {
  const id = await shopWithEffects([NOW + HOUR]);
  await enqueueDueShops(db.pool, NOW + HOUR, silentLogger);
  await removeJobs();
  await inShop(db.pool, id, (client) => scheduleNext(client, id, NOW + HOUR + 60));
  await enqueueDueShops(db.pool, NOW + HOUR + 100, silentLogger);
  expect(await jobsOf(id)).toEqual([]);
});

test('a pause that Shopify asks for is not cut short by what else of the shop comes due', async () => {
  const { id } = await installedShop(db.pool);
  await inShop(db.pool, id, async (client) => {
    await addEffects(client, id, [{ ...EXPORT, dueAt: NOW }]);
    await putOffDueEffects(client, id, 'export_segment', NOW, NOW + HOUR);
    await addEffects(client, id, [{ ...CONSENT, dueAt: NOW + MINUTE }]);
    await scheduleNext(client, id, NOW);
  });
  await removeJobs();
  await enqueueDueShops(db.pool, NOW + MINUTE, silentLogger);
  expect(await jobsOf(id)).toEqual(['deliver', 'drain', 'sync']);
});
