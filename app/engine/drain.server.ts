import type pg from 'pg';
import type { Logger } from 'pino';
import { inShop, isDatabaseAway, type ShopClient } from '#app/db.server.ts';
import { assertAlive, ReleasedError, type Pulse } from '#app/jobs/heartbeat.server.ts';
import { wake } from '#app/jobs/queue.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { linkByDomain } from '#app/accounts/link-by-domain.server.ts';
import { saveAccounts } from '#app/accounts/save-accounts.server.ts';
import { applyShopChange } from '#app/events/apply-shop-change.server.ts';
import { saveOddValues, type OddValue } from '#app/events/save-odd-values.server.ts';
import { applyReadings, claimShop, endBatch } from './apply-readings.server.ts';
import { inOrderOfReceipt } from './in-order-of-receipt.ts';
import {
  oldestDelivery,
  settleDeliveries,
  stillWaiting,
  type Settled,
} from './deliveries.server.ts';
import { shopOf } from './drained-shop.server.ts';
import { readWaiting } from './read-waiting.server.ts';
import type { PolicyOf } from './shop-policy.server.ts';

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

/** Deliveries and due profiles taken in one transaction. */
const BATCH = 500;

/**
 * Processes everything that waits for a shop: deliveries, and profiles and runs that time has made due.
 * Each batch is one transaction; a batch that fails is halved until the one delivery that cannot be
 * processed is alone, and that one is set aside for a human.
 */
export async function drain(services: DrainServices, shopId: string): Promise<void> {
  let size = BATCH;
  let ahead: Promise<Settled[]> | null = null;
  for (;;) {
    const read: Settled[] = await (ahead ?? readWaiting(services.pool, shopId, size, []));
    ahead = read.length < size ? null : readAhead(services, shopId, size, read);
    try {
      const taken = await inShop(services.pool, shopId, (client) =>
        drainBatch(services, client, shopId, read, size),
      );
      if (taken < size) return;
      size = BATCH;
    } catch (error) {
      if (!isFaultOfInput(error)) throw error;
      ahead = null;
      if (size > 1) {
        size = Math.ceil(size / 2);
        continue;
      }
      services.logger.error({ shopId, err: error }, 'delivery set aside after an unexpected error');
      await inShop(services.pool, shopId, (client) => setAside(services, client, shopId));
      size = BATCH;
    }
  }
}

/** Reads the next batch while this one is written, so that neither this process nor the database idles. */
function readAhead(
  { pool }: DrainServices,
  shopId: string,
  size: number,
  current: readonly Settled[],
): Promise<Settled[]> {
  const keys = current.map(({ delivery }) => delivery.key);
  const read = readWaiting(pool, shopId, size, keys);
  // Whoever waits for it hears of trouble; when this batch fails nobody waits, and it does not matter.
  read.catch(() => undefined);
  return read;
}

/** Trouble with the database or with this process is no input's fault: the whole job is tried again. */
export function isFaultOfInput(error: unknown): boolean {
  if (error instanceof ReleasedError || isDatabaseAway(error)) return false;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Class 21 is the same row told twice in one statement, 22 bad data, 23 a broken constraint, 54 a value too
  // large or too complex; every other SQLSTATE is the surroundings'.
  return code === '' || /^(2[123]|54)/.test(code);
}

async function drainBatch(
  services: DrainServices,
  client: ShopClient,
  shopId: string,
  read: readonly Settled[],
  size: number,
): Promise<number> {
  const { clock, pulse, policyOf } = services;
  await assertAlive(client, pulse);
  await claimShop(client, shopId);
  // A crash that loses this commit brings the deliveries back with it, so there is no need to wait for the
  // disk. What leaves the house does wait: a mail's mark is written after this in the same log.
  await client.query('set local synchronous_commit = off');
  const shop = await shopOf(client, shopId);
  const policy = await policyOf(client, shopId);
  const settled = inOrderOfReceipt(await stillWaiting(client, shopId, read));
  const readings = settled.flatMap(({ reading }) => (reading?.outcome === 'read' ? [reading] : []));
  const told = {
    events: readings.flatMap((reading) => reading.events),
    catalog: readings.flatMap((reading) => reading.catalog),
  };
  const now = clock.now();
  const { due, woken, identified } = await applyReadings(client, shopId, told, {
    policy,
    startable: policy.journeys,
    currency: shop.currency,
    now,
    dueLimit: size,
  });
  for (const { delivery, reading } of settled) {
    if (reading?.outcome !== 'read') continue;
    for (const change of reading.shop) await applyShopChange(client, shopId, change, delivery);
  }
  const accounts = readings.flatMap((reading) => reading.accounts);
  await saveAccounts(client, shopId, accounts);
  await linkByDomain(client, shopId, { people: identified, accounts });
  await saveOddValues(client, shopId, settled.flatMap(oddValuesOf));
  await settleDeliveries(client, shopId, settled, now);
  if (settled.some(({ delivery }) => delivery.topic === BULK_FINISHED)) woken.push('import');
  await endBatch(client, shopId, now, woken);
  if (told.catalog.some(({ kind }) => kind === 'collection.changed'))
    await wake(client, shopId, 'reconcile', COLLECTION_SETTLES_MS);
  return Math.max(read.length, due.profileIds.length, due.runIds.length);
}

function oddValuesOf({ delivery: { topic, receivedAt: seenAt }, reading }: Settled): OddValue[] {
  if (reading?.outcome !== 'read') return [];
  return reading.flags.map((flag) => ({ ...flag, topic, seenAt }));
}

async function setAside(
  services: DrainServices,
  client: ShopClient,
  shopId: string,
): Promise<void> {
  await assertAlive(client, services.pulse);
  const waiting = await oldestDelivery(client, shopId);
  const settled = waiting.map((delivery): Settled => ({
    delivery,
    fate: 'quarantined',
    reason:
      'It could not be processed because of an error in the app. Replay it after the next update.',
    reading: null,
  }));
  await settleDeliveries(client, shopId, settled, services.clock.now());
}
