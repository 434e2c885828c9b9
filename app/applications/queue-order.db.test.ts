import { expect, test } from 'vitest';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { internalDelivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { enqueueJob, enqueueJobs } from '#app/queue/queue.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { waitingForLocks } from '#tests/setup/waiting-for-locks.ts';
import { sendApplication } from '#tests/wholesale/send-application.ts';
import { declineApplication } from './decline.server.ts';
import { verifyApplication } from './verify-application.server.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-10-01T12:00:00Z');

/** A shop with an application, confirmed or not, whose jobs are all enqueued already. */
async function appliedTo(isVerified: boolean): Promise<{ shopId: string; id: string }> {
  const { id: shopId } = await installedShop(db.pool);
  await sendApplication(db.pool, shopId, NOW);
  const { rows } = await db.owner.query<{ id: string }>(
    'select id from application where shop_id = $1',
    [shopId],
  );
  const id = rows[0]?.id ?? '';
  await inShop(db.pool, shopId, async (client) => {
    if (isVerified) await verifyApplication(client, shopId, id, NOW);
    await enqueueJobs(client, shopId, ['drain', 'deliver', 'sync']);
  });
  return { shopId, id };
}

type Work = (client: ShopClient, shopId: string, id: string) => Promise<unknown>;
const decline = { reason: 'wrong_region', note: null } as const;

const works: [name: string, isVerified: boolean, work: Work][] = [
  [
    'confirming an application',
    false,
    (client, shopId, id) => verifyApplication(client, shopId, id, NOW),
  ],
  [
    'declining one',
    true,
    (client, shopId, id) => declineApplication(client, shopId, id, decline, 'ann', NOW),
  ],
  [
    'whatever asks for jobs before it stores a delivery',
    true,
    async (client, shopId) => {
      await enqueueJobs(client, shopId, ['sync', 'deliver']);
      await storeDeliveries(client, shopId, [internalDelivery('mail.clicked', 'x', NOW, {})]);
    },
  ],
];

test.each(works)(
  '%s and a batch of the engine wait for each other in turn, never in a circle',
  async (_name, isVerified, work) => {
    const { shopId, id } = await appliedTo(isVerified);
    let working: Promise<unknown> | undefined;
    // As a batch does: it has enqueued the first job, and the last follows when the other is under way.
    await db.owner.query('begin');
    const enqueue = (name: string) =>
      db.owner.query(
        `select graphile_worker.add_job($1::text, '{}', job_key => $1 || ':' || $2, job_key_mode => 'replace')`,
        [name, shopId],
      );
    try {
      await enqueue('drain');
      working = inShop(db.pool, shopId, (client) => work(client, shopId, id));
      await expect.poll(() => waitingForLocks(db)).toBe(1);
      await enqueue('deliver');
      await db.owner.query('commit');
    } catch (error) {
      await db.owner.query('rollback');
      await working?.catch(() => undefined);
      throw error;
    }
    await working;
    const { rows } = await db.owner.query<{ key: string }>(
      `select key from graphile_worker.jobs where key like '%:' || $1 order by 1`,
      [shopId],
    );
    expect(rows.map(({ key }) => key)).toEqual([
      `deliver:${shopId}`,
      `drain:${shopId}`,
      `sync:${shopId}`,
    ]);
  },
);

test('what is asked of a job last is what holds, and a transaction that fails asks for nothing', async () => {
  const { id: shopId } = await installedShop(db.pool);
  const failing = inShop(db.pool, shopId, async (client) => {
    await enqueueJob(client, shopId, 'deliver');
    throw new Error('This transaction fails.');
  });
  await expect(failing).rejects.toThrow('This transaction fails.');
  await inShop(db.pool, shopId, async (client) => {
    await enqueueJob(client, shopId, 'import');
    await enqueueJob(client, shopId, 'import', 3_600_000);
  });
  const { rows } = await db.owner.query(
    `select key, run_at > now() + interval '50 minutes' as later from graphile_worker.jobs where key like '%:' || $1`,
    [shopId],
  );
  expect(rows).toEqual([{ key: `import:${shopId}`, later: true }]);
});
