import type pg from 'pg';
import type { Logger } from 'pino';
import { inShop, isDatabaseAway, type ShopClient } from '#app/db.server.ts';
import type { Reading } from '#app/events/event.ts';
import { readDelivery } from '#app/events/read-delivery.ts';
import { assertAlive, ReleasedError, type Pulse } from '#app/jobs/heartbeat.server.ts';
import { wake } from '#app/jobs/queue.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { saveCatalog } from '#app/catalog/save-catalog.server.ts';
import { applyShopChange } from '#app/events/apply-shop-change.server.ts';
import { decide, type Policy } from './decide.ts';
import { loadWorld } from './load-world.server.ts';
import { saveChanges } from './save-changes.server.ts';
import { settleDeliveries, takeDeliveries, type Settled, type Taken } from './deliveries.server.ts';
import { scheduleNext } from './timers.server.ts';

export type DrainServices = {
  pool: pg.Pool;
  clock: Clock;
  logger: Logger;
  pulse: Pulse;
  policy: Policy;
};

/** Deliveries and due profiles taken in one transaction. */
const BATCH = 500;

/**
 * Processes everything that waits for a shop: deliveries, and profiles and runs that time has made due.
 * Each batch is one transaction; a batch that fails is halved until the one delivery that cannot be
 * processed is alone, and that one is set aside for a human.
 */
export async function drain(services: DrainServices, shopId: string): Promise<void> {
  let size = BATCH;
  for (;;) {
    try {
      const taken = await inShop(services.pool, shopId, (client) =>
        drainBatch(services, client, shopId, size),
      );
      if (taken < size) return;
      size = BATCH;
    } catch (error) {
      if (!isFaultOfInput(error)) throw error;
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

/** Trouble with the database or with this process is no delivery's fault: the whole job is tried again. */
function isFaultOfInput(error: unknown): boolean {
  if (error instanceof ReleasedError || isDatabaseAway(error)) return false;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Class 22 is bad data, 23 a broken constraint; every other SQLSTATE is the surroundings'.
  return code === '' || /^2[23]/.test(code);
}

async function drainBatch(
  services: DrainServices,
  client: ShopClient,
  shopId: string,
  size: number,
): Promise<number> {
  const { clock, pulse, policy } = services;
  await assertAlive(client, pulse);
  const shop = await shopOf(client, shopId);
  const taken = await takeDeliveries(client, shopId, size);
  const settled = taken.map((delivery) => settle(delivery, shop));
  const readings = settled.flatMap(({ reading }) => (reading?.outcome === 'read' ? [reading] : []));
  const events = readings.flatMap((reading) => reading.events);
  const now = clock.now();
  const { world, due } = await loadWorld(client, shopId, events, policy.journeys, now, size);
  const changes = decide(world, events, due, now, policy);
  await saveChanges(client, shopId, changes, world, shop.currency);
  await saveCatalog(
    client,
    shopId,
    readings.flatMap((reading) => reading.catalog),
  );
  for (const { delivery, reading } of settled) {
    if (reading?.outcome !== 'read') continue;
    for (const change of reading.shop) await applyShopChange(client, shopId, change, delivery);
  }
  await settleDeliveries(client, shopId, settled, now);
  if (changes.effects.length > 0) await wake(client, shopId, 'deliver');
  await scheduleNext(client, shopId, now);
  return Math.max(taken.length, due.profileIds.length, due.runIds.length);
}

function settle(delivery: Taken, shop: { domain: string; currency: string }): Settled {
  if (delivery.seen) return { delivery, fate: 'repeated', reason: null, reading: null };
  const reading = readDelivery({ ...delivery, shopCurrency: shop.currency });
  const { fate, reason } = fateOf(reading, shop.domain);
  return { delivery, fate, reason, reading: fate === 'processed' ? reading : null };
}

function fateOf(reading: Reading, domain: string): Pick<Settled, 'fate' | 'reason'> {
  switch (reading.outcome) {
    case 'unknown_topic':
      return { fate: 'unknown', reason: null };
    case 'unusable':
      return { fate: 'quarantined', reason: reading.reason };
    case 'read':
      return reading.shop.some(
        (change) => change.kind === 'duty' && namesOther(change.request, domain),
      )
        ? {
            fate: 'quarantined',
            reason: 'shop_domain: names another shop than the one it was sent for',
          }
        : { fate: 'processed', reason: null };
  }
}

/** Shopify signs the body but not the headers; a duty must name the shop it arrived for. */
function namesOther(request: unknown, domain: string): boolean {
  return (
    typeof request === 'object' &&
    request !== null &&
    'shop_domain' in request &&
    request.shop_domain !== domain
  );
}

async function shopOf(
  client: ShopClient,
  shopId: string,
): Promise<{ domain: string; currency: string }> {
  const { rows } = await client.query<{ domain: string; currency: string }>(
    'select domain, currency from shop where id = $1',
    [shopId],
  );
  const [shop] = rows;
  if (!shop) throw new Error(`Shop ${shopId} is not known.`);
  return shop;
}

async function setAside(
  services: DrainServices,
  client: ShopClient,
  shopId: string,
): Promise<void> {
  await assertAlive(client, services.pulse);
  const taken = await takeDeliveries(client, shopId, 1);
  const settled = taken.map((delivery): Settled => ({
    delivery,
    fate: 'quarantined',
    reason:
      'It could not be processed because of an error in the app. Replay it after the next update.',
    reading: null,
  }));
  await settleDeliveries(client, shopId, settled, services.clock.now());
}
