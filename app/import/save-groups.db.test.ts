import { expect, test } from 'vitest';
import { register } from '#app/jobs/heartbeat.server.ts';
import { policyOf } from '#tests/setup/policy-of.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { saveGroups } from './save-groups.server.ts';
import type { ReadGroup, SavedRun } from './saved-run.ts';

const db = await testDatabase();

test('an object of which not even the refusal can be saved ends the job, and is not refused for ever', async () => {
  const { id } = await installedShop(db.pool);
  const group = { events: [], catalog: [], accounts: [], flags: [], unusable: [], end: 9 };
  let refused = 0;
  const run: SavedRun<ReadGroup> = {
    topic: 'import/orders',
    isNews: false,
    hold: () => Promise.resolve(true),
    note: () => Promise.reject(new Error('It cannot be noted.')),
    refused(one) {
      refused += 1;
      // A real end in place of one that never comes.
      if (refused > 5) throw new TypeError('It is refused again and again.');
      return one;
    },
  };
  const services = { pool: db.pool, clock: { now: () => 0 }, logger: silentLogger, policyOf };
  const pulse = await register(db.pool, 'test');
  const saving = saveGroups(
    { ...services, pulse },
    { id, currency: 'GBP', timeZone: 'Europe/London', countsTestOrders: false },
    run,
    0,
    [group],
  );
  await expect(saving).rejects.toThrow('It cannot be noted.');
  expect(refused).toBe(1);
});
