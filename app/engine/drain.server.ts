import type pg from 'pg';
import type { Logger } from 'pino';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { assertLease, type Heartbeat } from '#app/queue/heartbeat.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { failRun } from '#app/journeys/store/failed-runs.server.ts';
import { releaseClicks } from '#app/messages/links/hold-clicks.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { commitWithoutWaiting } from '#app/platform/transaction-settings.server.ts';
import {
  describeFault,
  isolateFaults,
  mayBeInputFault,
  SlowInputError,
  asSystemFault,
} from '#app/queue/isolate-faults.server.ts';
import { processBatch, publishBatch } from './process-batch.server.ts';
import type { Batch } from './projections/projection.server.ts';
import type { Due } from './decide/decide.ts';
import { inOrderOfReceipt } from './in-order-of-receipt.ts';
import { completeDeliveries, filterPending, loadPendingDelivery } from './deliveries.server.ts';
import type { CompletedDelivery } from '#app/events/inbox/pending-delivery.ts';
import type { PortionSize } from '#app/events/inbox/store/pending-deliveries.server.ts';
import { loadDrainedShop } from '#app/shopify/store/drained-shop.server.ts';
import { loadDue } from './load/load-state.server.ts';
import { failProfiles } from './profile-problems.server.ts';
import { readPendingDeliveries, type ReadPortion } from './read-pending-deliveries.server.ts';
import type { PolicyOf } from './shop-policy.server.ts';
import { scheduleNext } from './timers.server.ts';

export type DrainServices = {
  pool: pg.Pool;
  clock: Clock;
  logger: Logger;
  heartbeat: Heartbeat;
  policyOf: PolicyOf;
};

/** Holds nothing about people: a file that an import waits for is ready. */
const BULK_FINISHED = 'bulk_operations/finish';

/** Deliveries, due profiles and due runs taken in one transaction. */
const BATCH = 500;
/** A worker holds two such portions a shop, the one it saves and the next; a body may have 2 MB. */
const MOST: PortionSize = { deliveries: BATCH, bytes: 32 * 1024 * 1024 };

/** What one transaction processes: deliveries, and what is due: the most of each kind, or which. */
type Portion = { read: readonly CompletedDelivery[]; due: number | Due };

const NOTHING_DUE: Due = { profileIds: [], runIds: [] };

/**
 * Processes everything that waits for a shop: deliveries, and profiles and runs that time has made due. Each batch is
 * one transaction; where one fails it is processed in parts, and only what is at fault is quarantined. Every
 * turn completes all that it took, so there is an end.
 */
export async function drain(services: DrainServices, shopId: string): Promise<void> {
  await releaseClicks(services.pool, shopId, services.clock.now());
  let prefetched: Promise<ReadPortion> | null = null;
  for (;;) {
    const { read, isFull }: ReadPortion = await (prefetched ??
      readPendingDeliveries(services.pool, shopId, MOST, []));
    prefetched = isFull ? prefetch(services, shopId, read) : null;
    const taken = await drainOrIsolate(services, shopId, read);
    if (!isFull && taken < BATCH) return;
  }
}

/** Reads the next batch while this one is written, so that neither this process nor the database idles. */
function prefetch(
  { pool }: DrainServices,
  shopId: string,
  current: readonly CompletedDelivery[],
): Promise<ReadPortion> {
  const keys = current.map(({ delivery }) => delivery.key);
  const read = readPendingDeliveries(pool, shopId, MOST, keys);
  // The caller that awaits it gets the error; when this batch fails none does, and it does not matter.
  read.catch(() => undefined);
  return read;
}

/** @returns the most that was taken of one kind */
async function drainOrIsolate(
  services: DrainServices,
  shopId: string,
  read: readonly CompletedDelivery[],
): Promise<number> {
  try {
    const due = await drainPortion(services, shopId, { read, due: BATCH });
    return Math.max(read.length, due.profileIds.length, due.runIds.length);
  } catch (error) {
    if (!mayBeInputFault(error)) throw error;
    return await drainIsolated(services, shopId, read);
  }
}

/** The same in parts, of one kind each, down to the one delivery, run or profile that cannot be processed. */
async function drainIsolated(
  services: DrainServices,
  shopId: string,
  read: readonly CompletedDelivery[],
): Promise<number> {
  const { pool, heartbeat, clock, logger } = services;
  const now = clock.now();
  const process = async (portion: Portion) => void (await drainPortion(services, shopId, portion));
  const refuse = async (
    error: unknown,
    what: object,
    by: (client: ShopClient) => Promise<void>,
  ) => {
    logger.error({ shopId, ...what, ...describeFault(error) }, 'quarantined after an error');
    await inShop(pool, shopId, async (client) => {
      await assertLease(client, heartbeat);
      await claimShop(client, shopId);
      await by(client);
    });
  };
  await isolateFaults(
    inOrderOfReceipt(read),
    (some) => process({ read: some, due: NOTHING_DUE }),
    ({ delivery: { key, topic } }, error) =>
      refuse(error, { topic, delivery: key }, (client) =>
        quarantine(client, shopId, key, reasonOf(error), now),
      ),
  );
  const due = await inShop(pool, shopId, (client) => loadDue(client, shopId, now, BATCH));
  await isolateFaults(
    due.runIds,
    (runIds) => process({ read: [], due: { ...NOTHING_DUE, runIds } }),
    (run, error) => refuse(error, { run }, (client) => failRun(client, shopId, run, now)),
  );
  await isolateFaults(
    due.profileIds,
    (profileIds) => process({ read: [], due: { ...NOTHING_DUE, profileIds } }),
    (profileId, error) =>
      refuse(error, { profile: profileId }, (client) =>
        failProfiles(client, shopId, [{ profileId, reason: 'error' }], now),
      ),
  );
  await inShop(pool, shopId, (client) => scheduleNext(client, shopId, now));
  return Math.max(read.length, due.profileIds.length, due.runIds.length);
}

function drainPortion(services: DrainServices, shopId: string, portion: Portion): Promise<Due> {
  return inShop(services.pool, shopId, (client) => drainBatch(services, client, shopId, portion));
}

async function drainBatch(
  services: DrainServices,
  client: ShopClient,
  shopId: string,
  { read, due: wanted }: Portion,
): Promise<Due> {
  const { clock, heartbeat, policyOf } = services;
  await assertLease(client, heartbeat);
  await claimShop(client, shopId);
  // A crash that loses this commit brings the deliveries back with it, so there is no need to wait for the
  // disk. What leaves the app does wait: a mail's mark is written after this in the same log.
  await commitWithoutWaiting(client);
  const shop = await asSystemFault(() => loadDrainedShop(client, shopId));
  const policy = await asSystemFault(() => policyOf(client, shopId));
  const completed = inOrderOfReceipt(await filterPending(client, shopId, read));
  const now = clock.now();
  const { due, jobs } = await processBatch(client, shopId, batchOf(completed), {
    policy,
    enabledJourneys: policy.journeys,
    currency: shop.currency,
    now,
    due: wanted,
  });
  await completeDeliveries(client, shopId, completed, now);
  if (completed.some(({ delivery }) => delivery.topic === BULK_FINISHED))
    jobs.push({ job: 'import' });
  await publishBatch(client, shopId, now, jobs);
  return due;
}

/** What the deliveries that could be read say together. */
function batchOf(completed: readonly CompletedDelivery[]): Batch {
  const read = completed.flatMap(({ delivery, parsed }) =>
    parsed?.outcome === 'read' ? [{ ...parsed, delivery }] : [],
  );
  return {
    events: read.flatMap(({ events }) => events),
    catalog: read.flatMap(({ catalog }) => catalog),
    accounts: read.flatMap(({ accounts }) => accounts),
    shop: read.flatMap(({ shop, delivery }) => shop.map((change) => ({ change, delivery }))),
    dataIssues: read.flatMap(({ dataIssues, delivery: { topic, receivedAt: seenAt } }) =>
      dataIssues.map((issue) => ({ ...issue, topic, seenAt })),
    ),
  };
}

function reasonOf(error: unknown): string {
  return error instanceof SlowInputError
    ? 'It took longer to process than it may, again and again. Replay it later.'
    : 'It could not be processed because of an error in the app. Replay it after the next update.';
}

async function quarantine(
  client: ShopClient,
  shopId: string,
  key: string,
  reason: string,
  now: number,
): Promise<void> {
  const completed = (await loadPendingDelivery(client, shopId, key)).map(
    (delivery): CompletedDelivery => ({
      delivery,
      outcome: 'quarantined',
      reason,
      parsed: null,
    }),
  );
  await completeDeliveries(client, shopId, completed, now);
}
