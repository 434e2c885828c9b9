import type { ShopClient } from '#app/platform/db.server.ts';
import type { PendingDelivery } from '#app/events/inbox/pending-delivery.ts';

/** A delivery as it is stored: its sealed body in base64. */
export type PendingDeliveryRow = Omit<PendingDelivery, 'body'> & { body: string };

/** The most deliveries to take, and of how many bytes; at least one is taken, however large. */
export type PortionSize = { deliveries: number; bytes: number };

/** How many deliveries are fetched at a time. */
export const PENDING_CHUNK = 40;

/**
 * Opens a cursor over the oldest pending deliveries of a shop, which `fetchPending` reads; what the storefront sent comes
 * after everything that was signed, so that no flood of it can hold up a webhook.
 * @param most the one with which their bodies reach `bytes` is the last
 * @param except keys of those that are not wanted
 */
export async function openPending(
  client: ShopClient,
  shopId: string,
  most: PortionSize,
  except: readonly string[],
): Promise<void> {
  await client.query(
    // PostgreSQL sends bytes as twice as many digits; base64 is a third more. Sizes are known without the bodies.
    `declare pending no scroll cursor for select delivery_key as key, topic, received_at as "receivedAt",
       triggered_at as "triggeredAt",
       encode(body, 'base64') as body
     from (
       select *, sum(octet_length(body)) over (order by lane, received_at, delivery_key
         rows between unbounded preceding and 1 preceding) as before
       from (select * from inbox where shop_id = $1 and delivery_key <> all ($3)
         order by lane, received_at, delivery_key limit $2) as oldest) as summed
     where coalesce(before, 0) < $4
     order by lane, received_at, delivery_key`,
    [shopId, most.deliveries, except, most.bytes],
  );
}

/** The next deliveries of `openPending`, fewer than `PENDING_CHUNK` when there are no more. */
export async function fetchPending(client: ShopClient): Promise<PendingDeliveryRow[]> {
  const { rows } = await client.query<PendingDeliveryRow>(
    `fetch ${String(PENDING_CHUNK)} from pending`,
  );
  return rows;
}

/** A pending delivery; null when it is not pending any more. */
export async function findPending(
  client: ShopClient,
  shopId: string,
  key: string,
): Promise<PendingDeliveryRow | null> {
  const { rows } = await client.query<PendingDeliveryRow>(
    `select delivery_key as key, topic, received_at as "receivedAt", triggered_at as "triggeredAt",
       encode(body, 'base64') as body
     from inbox where shop_id = $1 and delivery_key = $2`,
    [shopId, key],
  );
  return rows[0] ?? null;
}

/**
 * Which of these deliveries are pending, and whether one with the same key was completed before. One look into an index
 * a key, because both tables may hold many times as many.
 */
export async function findStillPending(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
): Promise<{ key: string; seen: boolean }[]> {
  const { rows } = await client.query<{ key: string; seen: boolean }>(
    `select wanted.key, seen.delivery_key is not null as seen
     from unnest($2::text[]) as wanted (key)
     cross join lateral (select from inbox
       where shop_id = $1 and delivery_key = wanted.key limit 1) as pending
     left join lateral (select delivery_key from delivery_seen
       where shop_id = $1 and delivery_key = wanted.key limit 1) as seen on true`,
    [shopId, keys],
  );
  return rows;
}

/** Removes deliveries from the inbox. @returns how many were pending */
export async function deletePending(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
): Promise<number> {
  const { rowCount } = await client.query(
    'delete from inbox where shop_id = $1 and delivery_key = any($2)',
    [shopId, keys],
  );
  return rowCount ?? 0;
}

/** Remembers the keys of completed deliveries. @param now epoch milliseconds */
export async function saveSeen(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
  now: number,
): Promise<void> {
  await client.query(
    `insert into delivery_seen (shop_id, delivery_key, seen_on)
     select $1, key, $3 from unnest($2::text[]) as key on conflict do nothing`,
    [shopId, keys, new Date(now)],
  );
}
