import { expect, test } from 'vitest';
import { workerAt } from '#tests/setup/worker-at.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { saveGroups } from './save-groups.server.ts';
import type { ImportedGroup, ImportTarget } from './saved-run.server.ts';

const db = await testDatabase();

test('an object of which not even the refusal can be saved ends the job, and is not refused for ever', async () => {
  const { id } = await installedShop(db.pool);
  const group = { events: [], catalog: [], accounts: [], dataIssues: [], unusable: [], end: 9 };
  let refused = 0;
  const run: ImportTarget<ImportedGroup> = {
    topic: 'import/orders',
    startsJourneys: false,
    hold: () => Promise.resolve(true),
    note: () => Promise.reject(new Error('It cannot be noted.')),
    refused(one) {
      refused += 1;
      // A real end in place of one that never comes.
      if (refused > 5) throw new TypeError('It is refused again and again.');
      return one;
    },
  };
  const saving = saveGroups(
    await workerAt(db.pool, 0),
    { id, currency: 'GBP', timeZone: 'Europe/London', countsTestOrders: false },
    run,
    0,
    [group],
  );
  await expect(saving).rejects.toThrow('It cannot be noted.');
  expect(refused).toBe(1);
});
