import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type pg from 'pg';
import { inShop } from '#app/platform/db.server.ts';
import type { ParsedDelivery } from '#app/events/event.ts';
import { readDelivery } from '#app/events/inbox/read-delivery.ts';
import { readPendingChunks, type OpenedDelivery } from './deliveries.server.ts';
import type { CompletedDelivery } from '#app/events/inbox/pending-delivery.ts';
import type { PortionSize } from '#app/events/inbox/store/pending-deliveries.server.ts';
import { loadDrainedShop, type DrainedShop } from '#app/shopify/store/drained-shop.server.ts';
import { shopChangeFault } from './shop-change-fault.ts';

/** How many are read without letting anything else in between, about half a millisecond. */
const YIELD_EVERY = 4;

/** Deliveries that were read, and whether others may wait behind them. */
export type ReadPortion = { read: CompletedDelivery[]; isFull: boolean };

/**
 * Fetches the oldest deliveries and reads what they say. Nothing is changed or decided by it, so it may run
 * while the batch before is still being written; whether a delivery is still to be processed is checked later.
 * @param except keys of the deliveries that are being processed already
 */
export async function readPendingDeliveries(
  pool: pg.Pool,
  shopId: string,
  most: PortionSize,
  except: readonly string[],
): Promise<ReadPortion> {
  return await inShop(pool, shopId, async (client) => {
    const shop = await loadDrainedShop(client, shopId);
    const read: CompletedDelivery[] = [];
    let bytes = 0;
    for await (const chunk of readPendingChunks(client, shopId, { most, except })) {
      for (const delivery of chunk) {
        // The statements of the batch before must not wait until the last of these is read.
        if (read.length % YIELD_EVERY === 0) await yieldToEventLoop();
        bytes += delivery.storedBytes;
        read.push(parseDelivery(delivery, shop));
      }
    }
    return { read, isFull: read.length >= most.deliveries || bytes >= most.bytes };
  });
}

const EMPTY_BODY = Buffer.alloc(0);

function parseDelivery(
  { sealFault, storedBytes: _size, ...delivery }: OpenedDelivery,
  shop: DrainedShop,
): CompletedDelivery {
  if (sealFault !== null)
    return { delivery, outcome: 'quarantined', reason: sealFault, parsed: null };
  let parsed: ParsedDelivery;
  try {
    const { currency: shopCurrency, countsTestOrders } = shop;
    parsed = readDelivery({ ...delivery, shopCurrency, countsTestOrders });
  } catch {
    // Whatever one delivery does to its handler, the others are read; this one is kept to be looked into.
    parsed = {
      outcome: 'unusable',
      reason: 'It could not be read because of an error in the app.',
    };
  }
  const { outcome, reason } = outcomeOf(parsed, shop);
  // What was understood is not needed as bytes any more, and a batch of bodies is many megabytes.
  const kept = outcome === 'quarantined' ? delivery : { ...delivery, body: EMPTY_BODY };
  return { delivery: kept, outcome, reason, parsed: outcome === 'processed' ? parsed : null };
}

function outcomeOf(
  parsed: ParsedDelivery,
  shop: DrainedShop,
): Pick<CompletedDelivery, 'outcome' | 'reason'> {
  switch (parsed.outcome) {
    case 'unknown_topic':
      return { outcome: 'unknown', reason: null };
    case 'unusable':
      return { outcome: 'quarantined', reason: parsed.reason };
    case 'read': {
      const [reason] = parsed.shop.flatMap((change) => shopChangeFault(change, shop) ?? []);
      return reason === undefined
        ? { outcome: 'processed', reason: null }
        : { outcome: 'quarantined', reason };
    }
  }
}
