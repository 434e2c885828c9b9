import type pg from 'pg';
import type { Logger } from 'pino';
import { inShop, type ShopClient } from '#app/db.server.ts';
import { assertAlive, type Pulse } from '#app/jobs/heartbeat.server.ts';
import { wake } from '#app/jobs/queue.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { linkByDomain } from '#app/accounts/link-by-domain.server.ts';
import { saveAccounts } from '#app/accounts/save-accounts.server.ts';
import { applyShopChange } from '#app/events/apply-shop-change.server.ts';
import { saveOddValues, type OddValue } from '#app/events/save-odd-values.server.ts';
import { releaseClicks } from '#app/messaging/hold-clicks.server.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { admitAccounts, admitEvents } from '#app/privacy/store/erased-identifiers.server.ts';
import { receiveDeletions } from '#app/privacy/store/receive-deletions.server.ts';
import { receiveRequest } from '#app/privacy/store/receive-request.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { applyReadings, endBatch } from './apply-readings.server.ts';
import type { Due } from './decide.ts';
import { inOrderOfReceipt } from './in-order-of-receipt.ts';
import {
  settleDeliveries,
  stillWaiting,
  waitingDelivery,
  type PortionSize,
  type Settled,
} from './deliveries.server.ts';
import { shopOf } from './drained-shop.server.ts';
import { failRun } from './failed-runs.server.ts';
import {
  describeFault,
  isolateFaults,
  mayBeFaultOfInput,
  SlowInputError,
  withoutBlame,
} from '#app/jobs/isolate-faults.server.ts';
import { loadDue } from './load-world.server.ts';
import { setProfilesAside } from './profile-problems.server.ts';
import { readWaiting, type ReadPortion } from './read-waiting.server.ts';
import type { PolicyOf } from './shop-policy.server.ts';
import { scheduleNext } from './timers.server.ts';

export type DrainServices = {
  pool: pg.Pool;
  clock: Clock;
  logger: Logger;
  pulse: Pulse;
  policyOf: PolicyOf;
};

/** Tells nothing of people: a file that an import waits for is there. */
const BULK_FINISHED = 'bulk_operations/finish';

/** No webhook tells what is in a collection; it is asked for once the merchant has stopped filling it. */
const COLLECTION_SETTLES_MS = MINUTE;

/** Deliveries, due profiles and due runs taken in one transaction. */
const BATCH = 500;
/** A worker holds two such portions a shop, the one it saves and the next; a body may have 2 MB. */
const MOST: PortionSize = { deliveries: BATCH, bytes: 32 * 1024 * 1024 };

/** What one transaction processes: deliveries, and what is due: the most of each kind, or which. */
type Portion = { read: readonly Settled[]; due: number | Due };

const NOTHING_DUE: Due = { profileIds: [], runIds: [] };

/**
 * Processes everything that waits for a shop: deliveries, and profiles and runs that time has made due. Each batch is
 * one transaction; where one fails it is processed in parts, and only what is at fault is set aside for a human. Every
 * turn settles all that it took, so there is an end.
 */
export async function drain(services: DrainServices, shopId: string): Promise<void> {
  await releaseClicks(services.pool, shopId, services.clock.now());
  let ahead: Promise<ReadPortion> | null = null;
  for (;;) {
    const { read, isFull }: ReadPortion = await (ahead ??
      readWaiting(services.pool, shopId, MOST, []));
    ahead = isFull ? readAhead(services, shopId, read) : null;
    const taken = await drainTogether(services, shopId, read);
    if (!isFull && taken < BATCH) return;
  }
}

/** Reads the next batch while this one is written, so that neither this process nor the database idles. */
function readAhead(
  { pool }: DrainServices,
  shopId: string,
  current: readonly Settled[],
): Promise<ReadPortion> {
  const keys = current.map(({ delivery }) => delivery.key);
  const read = readWaiting(pool, shopId, MOST, keys);
  // Whoever waits for it hears of trouble; when this batch fails nobody waits, and it does not matter.
  read.catch(() => undefined);
  return read;
}

/** @returns the most that was taken of one kind */
async function drainTogether(
  services: DrainServices,
  shopId: string,
  read: readonly Settled[],
): Promise<number> {
  try {
    const due = await drainPortion(services, shopId, { read, due: BATCH });
    return Math.max(read.length, due.profileIds.length, due.runIds.length);
  } catch (error) {
    if (!mayBeFaultOfInput(error)) throw error;
    return await drainApart(services, shopId, read);
  }
}

/** The same in parts, of one kind each, down to the one delivery, run or profile that cannot be processed. */
async function drainApart(
  services: DrainServices,
  shopId: string,
  read: readonly Settled[],
): Promise<number> {
  const { pool, pulse, clock, logger } = services;
  const now = clock.now();
  const process = async (portion: Portion) => void (await drainPortion(services, shopId, portion));
  const refuse = async (
    error: unknown,
    what: object,
    by: (client: ShopClient) => Promise<void>,
  ) => {
    logger.error({ shopId, ...what, ...describeFault(error) }, 'set aside after an error');
    await inShop(pool, shopId, async (client) => {
      await assertAlive(client, pulse);
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
        setProfilesAside(client, shopId, [{ profileId, reason: 'error' }], now),
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
  const { clock, pulse, policyOf } = services;
  const { erasedCodes } = ringOf(client);
  await assertAlive(client, pulse);
  await claimShop(client, shopId);
  // A crash that loses this commit brings the deliveries back with it, so there is no need to wait for the
  // disk. What leaves the house does wait: a mail's mark is written after this in the same log.
  await client.query('set local synchronous_commit = off');
  const shop = await withoutBlame(() => shopOf(client, shopId));
  const policy = await withoutBlame(() => policyOf(client, shopId));
  const settled = inOrderOfReceipt(await stillWaiting(client, shopId, read));
  const readings = settled.flatMap(({ reading }) => (reading?.outcome === 'read' ? [reading] : []));
  const batch = {
    events: await admitEvents(
      client,
      shopId,
      erasedCodes,
      readings.flatMap((reading) => reading.events),
    ),
    catalog: readings.flatMap((reading) => reading.catalog),
  };
  const now = clock.now();
  const { due, woken, identified } = await applyReadings(client, shopId, batch, {
    policy,
    startable: policy.journeys,
    currency: shop.currency,
    now,
    due: wanted,
  });
  for (const { delivery, reading } of settled) {
    if (reading?.outcome !== 'read') continue;
    for (const change of reading.shop)
      if (change.kind === 'duty')
        await receiveRequest(client, shopId, erasedCodes, change, delivery, now);
      else await applyShopChange(client, shopId, change, delivery);
  }
  await receiveDeletions(client, shopId, erasedCodes, batch.events, now);
  const accounts = await admitAccounts(
    client,
    shopId,
    erasedCodes,
    readings.flatMap((reading) => reading.accounts),
  );
  await saveAccounts(client, shopId, accounts);
  await linkByDomain(client, shopId, { people: identified, accounts });
  await saveOddValues(client, shopId, settled.flatMap(oddValuesOf));
  await settleDeliveries(client, shopId, settled, now);
  if (settled.some(({ delivery }) => delivery.topic === BULK_FINISHED)) woken.push('import');
  if (readings.some(({ shop }) => shop.some(({ kind }) => kind === 'uninstalled')))
    woken.push('confirm_uninstall');
  await endBatch(client, shopId, now, woken);
  if (batch.catalog.some(({ kind }) => kind === 'collection.changed'))
    await wake(client, shopId, 'reconcile', COLLECTION_SETTLES_MS);
  return due;
}

function oddValuesOf({ delivery: { topic, receivedAt: seenAt }, reading }: Settled): OddValue[] {
  if (reading?.outcome !== 'read') return [];
  return reading.flags.map((flag) => ({ ...flag, topic, seenAt }));
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
  const settled = (await waitingDelivery(client, shopId, key)).map((delivery): Settled => ({
    delivery,
    fate: 'quarantined',
    reason,
    reading: null,
  }));
  await settleDeliveries(client, shopId, settled, now);
}
