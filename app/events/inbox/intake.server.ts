import type pg from 'pg';
import {
  inShop,
  isDataRefused,
  isConnectionTimeout,
  type ShopClient,
} from '#app/platform/db.server.ts';
import { enqueueJob, jobRequest } from '#app/queue/queue.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { idOf } from '#app/lib/ids.ts';

/** Something received about a shop. The key makes it one delivery however often it is sent. */
export type Delivery = {
  key: string;
  topic: string;
  receivedAt: number;
  triggeredAt: number | null;
  body: Uint8Array;
};

/**
 * A delivery that the app sends to itself, such as a click on a link in a mail.
 * @param key what it is about; it may name a person, and is remembered after them, so only its hash is kept
 */
export function internalDelivery(kind: string, key: string, at: number, body: object): Delivery {
  return {
    key: `tendril:${kind}:${idOf(kind, key)}`,
    topic: `tendril/${kind}`,
    receivedAt: at,
    triggeredAt: at,
    body: Buffer.from(JSON.stringify(body)),
  };
}

/** Stores deliveries, sealed, and enqueues their job, in the caller's transaction. A known key changes nothing. */
export async function storeDeliveries(
  client: ShopClient,
  shopId: string,
  deliveries: readonly Delivery[],
): Promise<void> {
  if (deliveries.length === 0) return;
  await client.query(INSERT, rowsOf(client, shopId, deliveries));
  await enqueueJob(client, shopId, 'drain');
}

/** The same as a transaction of its own: one statement, because every round trip is a wait for the sender. */
async function storeAlone(
  client: ShopClient,
  shopId: string,
  deliveries: readonly Delivery[],
): Promise<void> {
  const rows = rowsOf(client, shopId, deliveries);
  const { call, values } = jobRequest(shopId, 'drain', rows.length + 1);
  await client.query(
    // The rows before the job, as everywhere.
    `with stored as (${INSERT} returning 1) select ${call} from (select count(*) from stored) as all_stored`,
    [...rows, ...values],
  );
}

/** The bodies are one value, cut in the database: those of a list are sent and read as hexadecimal digits. */
const INSERT = `insert into inbox (shop_id, delivery_key, topic, received_at, triggered_at, body)
  select $1, key, topic, received_at, triggered_at, substr($8::bytea, first, size)
  from unnest($2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::int[], $7::int[])
    as input (key, topic, received_at, triggered_at, first, size)
  on conflict do nothing`;

function rowsOf(client: ShopClient, shopId: string, deliveries: readonly Delivery[]): unknown[] {
  const { rawBodies } = ringOf(client);
  const sealed = deliveries.map(({ key, body }) =>
    rawBodies.seal(body, placeIn('inbox', shopId, key)),
  );
  let end = 0;
  return [
    shopId,
    deliveries.map(({ key }) => key),
    deliveries.map(({ topic }) => topic),
    deliveries.map(({ receivedAt }) => new Date(receivedAt)),
    deliveries.map(({ triggeredAt }) => (triggeredAt === null ? null : new Date(triggeredAt))),
    // The first byte is number 1.
    sealed.map(({ byteLength }) => (end += byteLength) - byteLength + 1),
    sealed.map(({ byteLength }) => byteLength),
    Buffer.concat(sealed),
  ];
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
      await inShop(pool, shopId, (client) => storeAlone(client, shopId, deliveries));
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
