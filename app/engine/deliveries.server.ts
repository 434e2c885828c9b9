import type { ShopClient } from '#app/platform/db.server.ts';
import { openStored } from '#app/platform/open-stored.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { withinQuota } from '#app/events/inbox/quarantine-quota.server.ts';
import type { PendingDelivery, CompletedDelivery } from './pending-delivery.ts';
import { countDeliveries } from './count-deliveries.server.ts';

/**
 * A delivery in the inbox whose body was opened; with `sealFault`, why it could not be, the body is as stored.
 * `storedBytes` is the size of its body in the inbox.
 */
export type OpenedDelivery = PendingDelivery & { sealFault: string | null; storedBytes: number };

type PendingDeliveryRow = Omit<PendingDelivery, 'body'> & { body: string };

/**
 * The oldest pending deliveries of a shop; what the storefront sent comes after everything that was signed,
 * so that no flood of it can hold up a webhook. The one with which their bodies reach $4 bytes is the last.
 */
const OLDEST_PENDING =
  // PostgreSQL sends bytes as twice as many digits; base64 is a third more. Sizes are known without the bodies.
  `select delivery_key as key, topic, received_at as "receivedAt", triggered_at as "triggeredAt",
     encode(body, 'base64') as body
   from (
     select *, sum(octet_length(body)) over (order by lane, received_at, delivery_key
       rows between unbounded preceding and 1 preceding) as before
     from (select * from inbox where shop_id = $1 and delivery_key <> all ($3)
       order by lane, received_at, delivery_key limit $2) as oldest) as summed
   where coalesce(before, 0) < $4
   order by lane, received_at, delivery_key`;

function openDelivery(client: ShopClient, shopId: string, row: PendingDeliveryRow): OpenedDelivery {
  const stored = Buffer.from(row.body, 'base64');
  const { bytes: body, fault } = openStored(client, placeIn('inbox', shopId, row.key), stored);
  return { ...row, body, sealFault: fault, storedBytes: stored.length };
}

/** A pending delivery as it came; empty when it is not pending any more. */
export async function loadPendingDelivery(
  client: ShopClient,
  shopId: string,
  key: string,
): Promise<OpenedDelivery[]> {
  const { rows } = await client.query<PendingDeliveryRow>(
    `select delivery_key as key, topic, received_at as "receivedAt", triggered_at as "triggeredAt",
       encode(body, 'base64') as body
     from inbox where shop_id = $1 and delivery_key = $2`,
    [shopId, key],
  );
  return rows.map((row) => openDelivery(client, shopId, row));
}

/** The most deliveries to take, and of how many bytes; at least one is taken, however large. */
export type PortionSize = { deliveries: number; bytes: number };

/**
 * The oldest pending deliveries, a few at a time, the next ones on their way while the caller works on these:
 * many bodies at once outlive their use in memory, and clearing them away then costs more than reading them.
 * @param except keys of those that are not wanted
 * @param chunkSize how many at a time
 */
export async function* readPendingChunks(
  client: ShopClient,
  shopId: string,
  { most, except }: { most: PortionSize; except: readonly string[] },
  chunkSize: number,
): AsyncGenerator<OpenedDelivery[]> {
  const parameters = [shopId, most.deliveries, except, most.bytes];
  await client.query(`declare pending no scroll cursor for ${OLDEST_PENDING}`, parameters);
  const fetch = () => client.query<PendingDeliveryRow>(`fetch ${String(chunkSize)} from pending`);
  let nextChunk = fetch();
  for (;;) {
    const { rows } = await nextChunk;
    const deliveries = rows.map((row) => openDelivery(client, shopId, row));
    if (rows.length < chunkSize) {
      yield deliveries;
      return;
    }
    nextChunk = fetch();
    // Thrown at the next turn; a caller that stops before it rolls its transaction back.
    nextChunk.catch(() => undefined);
    yield deliveries;
  }
}

/**
 * Which of the deliveries that were read are still to be processed: those that left the inbox are left out,
 * those that were completed before under the same key are repeats. One look into an index a key, because both
 * tables may hold many times as many.
 */
export async function filterPending(
  client: ShopClient,
  shopId: string,
  read: readonly CompletedDelivery[],
): Promise<CompletedDelivery[]> {
  if (read.length === 0) return [];
  const { rows } = await client.query<{ key: string; seen: boolean }>(
    `select wanted.key, seen.delivery_key is not null as seen
     from unnest($2::text[]) as wanted (key)
     cross join lateral (select from inbox
       where shop_id = $1 and delivery_key = wanted.key limit 1) as pending
     left join lateral (select delivery_key from delivery_seen
       where shop_id = $1 and delivery_key = wanted.key limit 1) as seen on true`,
    [shopId, read.map(({ delivery }) => delivery.key)],
  );
  const seen = new Map(rows.map((row) => [row.key, row.seen]));
  return read.flatMap((one): CompletedDelivery[] => {
    const before = seen.get(one.delivery.key);
    if (before === undefined) return [];
    return before
      ? [{ delivery: one.delivery, outcome: 'repeated', reason: null, parsed: null }]
      : [one];
  });
}

/**
 * Removes completed deliveries from the inbox, remembers their keys, counts them, keeps the unusable while there is
 * room.
 */
export async function completeDeliveries(
  client: ShopClient,
  shopId: string,
  completed: readonly CompletedDelivery[],
  now: number,
): Promise<void> {
  if (completed.length === 0) return;
  const keys = completed.map(({ delivery }) => delivery.key);
  const unusable = completed.filter(({ outcome }) => outcome === 'quarantined');
  const kept =
    unusable.length === 0
      ? new Set()
      : await withinQuota(
          client,
          shopId,
          unusable.map(({ delivery }) => delivery),
        );
  const quarantined = unusable.filter(({ delivery }) => kept.has(delivery));
  if (quarantined.length > 0) {
    await client.query(
      `insert into quarantine (shop_id, delivery_key, topic, reason, body, received_at, triggered_at)
       select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::bytea[], $6::timestamptz[], $7::timestamptz[])
       on conflict do nothing`,
      [
        shopId,
        quarantined.map(({ delivery }) => delivery.key),
        quarantined.map(({ delivery }) => delivery.topic),
        quarantined.map(({ reason }) => reason),
        quarantined.map(({ delivery: { key, body } }) =>
          ringOf(client).rawBodies.seal(body, placeIn('quarantine', shopId, key)),
        ),
        quarantined.map(({ delivery }) => new Date(delivery.receivedAt)),
        quarantined.map(({ delivery }) =>
          delivery.triggeredAt === null ? null : new Date(delivery.triggeredAt),
        ),
      ],
    );
  }
  await client.query('delete from inbox where shop_id = $1 and delivery_key = any($2)', [
    shopId,
    keys,
  ]);
  await client.query(
    `insert into delivery_seen (shop_id, delivery_key, seen_on)
     select $1, key, $3 from unnest($2::text[]) as key on conflict do nothing`,
    [shopId, keys, new Date(now)],
  );
  const unkept = unusable.flatMap(({ delivery }) => (kept.has(delivery) ? [] : [delivery.key]));
  await countDeliveries(client, shopId, completed, new Set(unkept));
}
