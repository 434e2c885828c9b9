import type { ShopClient } from '#app/platform/db.server.ts';
import { jobRequest } from '#app/queue/queue.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import type { Delivery } from '#app/events/inbox/delivery.ts';

/** Stores deliveries, sealed. A known key changes nothing. */
export async function insertDeliveries(
  client: ShopClient,
  shopId: string,
  deliveries: readonly Delivery[],
): Promise<void> {
  await client.query(INSERT, rowsOf(client, shopId, deliveries));
}

/** The same, and their job, in one statement, because every round trip is a wait for the sender. */
export async function insertDeliveriesAndJob(
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
