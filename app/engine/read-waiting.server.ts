import { setImmediate as breathe } from 'node:timers/promises';
import type pg from 'pg';
import { inShop } from '#app/db.server.ts';
import type { Reading } from '#app/events/event.ts';
import { readDelivery } from '#app/events/read-delivery.ts';
import {
  waitingStretches,
  type OpenedDelivery,
  type PortionSize,
  type Settled,
} from './deliveries.server.ts';
import { shopOf, type DrainedShop } from './drained-shop.server.ts';
import { shopChangeFault } from './shop-change-fault.ts';

/** How many deliveries are fetched at a stretch. */
const STRETCH = 40;
/** How many are read without letting anything else in between, about half a millisecond. */
const BREATH = 4;

/** Deliveries that were read, and whether others may wait behind them. */
export type ReadPortion = { read: Settled[]; isFull: boolean };

/**
 * Fetches the oldest deliveries and reads what they say. Nothing is changed or decided by it, so it may run
 * while the batch before is still being written; whether a delivery is still to be processed is asked later.
 * @param except keys of the deliveries that are being processed already
 */
export async function readWaiting(
  pool: pg.Pool,
  shopId: string,
  most: PortionSize,
  except: readonly string[],
): Promise<ReadPortion> {
  return await inShop(pool, shopId, async (client) => {
    const shop = await shopOf(client, shopId);
    const read: Settled[] = [];
    let bytes = 0;
    for await (const stretch of waitingStretches(client, shopId, { most, except }, STRETCH)) {
      for (const delivery of stretch) {
        // The statements of the batch before must not wait until the last of these is read.
        if (read.length % BREATH === 0) await breathe();
        bytes += delivery.storedBytes;
        read.push(settle(delivery, shop));
      }
    }
    return { read, isFull: read.length >= most.deliveries || bytes >= most.bytes };
  });
}

const NOTHING_KEPT = Buffer.alloc(0);

function settle(
  { sealFault, storedBytes: _size, ...delivery }: OpenedDelivery,
  shop: DrainedShop,
): Settled {
  if (sealFault !== null)
    return { delivery, fate: 'quarantined', reason: sealFault, reading: null };
  let reading: Reading;
  try {
    const { currency: shopCurrency, countsTestOrders } = shop;
    reading = readDelivery({ ...delivery, shopCurrency, countsTestOrders });
  } catch {
    // Whatever one delivery does to its reader, the others are read; this one is kept to be looked into.
    reading = {
      outcome: 'unusable',
      reason: 'It could not be read because of an error in the app.',
    };
  }
  const { fate, reason } = fateOf(reading, shop);
  // What was understood is not needed as bytes any more, and a batch of bodies is many megabytes.
  const kept = fate === 'quarantined' ? delivery : { ...delivery, body: NOTHING_KEPT };
  return { delivery: kept, fate, reason, reading: fate === 'processed' ? reading : null };
}

function fateOf(reading: Reading, shop: DrainedShop): Pick<Settled, 'fate' | 'reason'> {
  switch (reading.outcome) {
    case 'unknown_topic':
      return { fate: 'unknown', reason: null };
    case 'unusable':
      return { fate: 'quarantined', reason: reading.reason };
    case 'read': {
      const [reason] = reading.shop.flatMap((change) => shopChangeFault(change, shop) ?? []);
      return reason === undefined
        ? { fate: 'processed', reason: null }
        : { fate: 'quarantined', reason };
    }
  }
}
