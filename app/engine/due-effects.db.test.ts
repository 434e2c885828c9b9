import { expect, test } from 'vitest';
import { addEffects } from '#app/effects/store/add-effects.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { enqueueDueShops, scheduleNext } from './timers.server.ts';

const db = await testDatabase();
const NOW = Date.UTC(2026, 10, 30, 12);

test('an effect that was put off enqueues its job when it is due again', async () => {
  const { id } = await installedShop(db.pool);
  const payload = { segmentKey: 'vip', name: 'VIP', query: '' };
  const effect = { key: 'a', kind: 'export_segment', payload, createdAt: NOW } as const;
  await inShop(db.pool, id, async (client) => {
    await addEffects(client, id, [{ ...effect, dueAt: NOW + HOUR }]);
    await scheduleNext(client, id, NOW);
  });
  const jobs = async () => {
    const { rows } = await db.owner.query<{ key: string }>(
      `select key from graphile_worker.jobs where key like '%:' || $1 order by key`,
      [id],
    );
    return rows.map(({ key }) => key.split(':')[0]);
  };
  await db.owner.query('select graphile_worker.remove_job(key) from graphile_worker.jobs');
  await enqueueDueShops(db.pool, NOW + HOUR - 1, silentLogger);
  expect(await jobs()).toEqual([]);
  await enqueueDueShops(db.pool, NOW + HOUR, silentLogger);
  expect(await jobs()).toEqual(['audiences', 'deliver', 'drain']);
});
