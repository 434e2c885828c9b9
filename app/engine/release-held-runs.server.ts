import { releaseRuns } from '#app/journeys/store/held-runs.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { assertLease } from '#app/queue/heartbeat.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { DrainServices } from './drain.server.ts';
import { scheduleNext } from './timers.server.ts';

/** Runs that go on in one transaction. */
const BATCH = 2_000;

/**
 * Lets the runs go on that stood still, of every journey that is not paused any more. What they waited for is then due
 * at the moment at which it would have been; the drain takes it up. Safe to repeat.
 */
export async function releaseHeldRuns(services: DrainServices, shopId: string): Promise<void> {
  const { pool, clock, heartbeat, policyOf } = services;
  let released = BATCH;
  while (released === BATCH) {
    released = await inShop(pool, shopId, async (client) => {
      await assertLease(client, heartbeat);
      await claimShop(client, shopId);
      const { pausedKeys = new Set<string>() } = await policyOf(client, shopId);
      const count = await releaseRuns(client, shopId, [...pausedKeys], BATCH);
      if (count > 0) {
        await scheduleNext(client, shopId, clock.now());
        await enqueueJob(client, shopId, 'drain');
      }
      return count;
    });
  }
}
