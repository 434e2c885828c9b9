import type pg from 'pg';
import {
  inShop,
  isDataRefused,
  isConnectionTimeout,
  type ShopClient,
} from '#app/platform/db.server.ts';
import {
  insertDeliveries,
  insertDeliveriesAndJob,
} from '#app/events/inbox/store/save-deliveries.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { Delivery } from './delivery.ts';

/** Stores deliveries, sealed, and enqueues their job, in the caller's transaction. A known key changes nothing. */
export async function storeDeliveries(
  client: ShopClient,
  shopId: string,
  deliveries: readonly Delivery[],
): Promise<void> {
  if (deliveries.length === 0) return;
  await insertDeliveries(client, shopId, deliveries);
  await enqueueJob(client, shopId, 'drain');
}

/**
 * Accepts deliveries; resolves when the delivery is safe on disk, rejects when it is not. One that the database
 * refuses (`isDataRefused`) is rejected alone.
 */
export type Intake = { store(shopId: string, delivery: Delivery): Promise<void> };

/** A commit's worth: more would make the first wait for the last. */
const MOST_AT_ONCE = 200;
/** Bytes of bodies in a commit; each of them is held twice while it is written. */
const MOST_BYTES_AT_ONCE = 8 * 1024 * 1024;

type PendingStore = { delivery: Delivery; stored: () => void; failed: (error: unknown) => void };

/**
 * Deliveries that arrive while a commit of their shop is under way share the next one, so that a burst
 * costs a few commits instead of thousands; a lone delivery is written at once.
 */
export function createIntake(pool: pg.Pool): Intake {
  const pending = new Map<string, PendingStore[]>();
  const busy = new Set<string>();

  async function flush(shopId: string): Promise<void> {
    busy.add(shopId);
    try {
      for (let batch = take(shopId); batch.length > 0; batch = take(shopId))
        await write(shopId, batch);
    } finally {
      busy.delete(shopId);
      if (pending.get(shopId)?.length === 0) pending.delete(shopId);
    }
  }

  function take(shopId: string): PendingStore[] {
    const queue = pending.get(shopId) ?? [];
    let bytes = 0;
    // One is taken whatever its size.
    const beyond = queue.slice(0, MOST_AT_ONCE).findIndex(({ delivery }, place) => {
      bytes += delivery.body.byteLength;
      return place > 0 && bytes > MOST_BYTES_AT_ONCE;
    });
    return queue.splice(0, beyond === -1 ? MOST_AT_ONCE : beyond);
  }

  async function write(shopId: string, batch: PendingStore[]): Promise<void> {
    try {
      const deliveries = batch.map(({ delivery }) => delivery);
      await inShop(pool, shopId, (client) => insertDeliveriesAndJob(client, shopId, deliveries));
      for (const { stored } of batch) stored();
    } catch (error) {
      if (isDataRefused(error) && batch.length > 1) {
        const middle = Math.ceil(batch.length / 2);
        await write(shopId, batch.slice(0, middle));
        await write(shopId, batch.slice(middle));
        return;
      }
      // Those queued behind it would wait as long, and in vain.
      const behind = isConnectionTimeout(error) ? (pending.get(shopId)?.splice(0) ?? []) : [];
      for (const { failed } of [...batch, ...behind]) failed(error);
    }
  }

  return {
    store(shopId, delivery) {
      return new Promise((stored, failed) => {
        const queue = pending.get(shopId) ?? [];
        pending.set(shopId, queue);
        queue.push({ delivery, stored, failed });
        if (!busy.has(shopId)) void flush(shopId);
      });
    },
  };
}
