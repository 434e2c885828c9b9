import { limitAndOffset, sqlOrder, type ListView } from '#app/lib/list-view.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { Delivery } from '#app/events/inbox/delivery.ts';
import type { Quarantined, QuarantineUse } from '#app/events/inbox/quarantine.ts';

/** Quarantined deliveries that were not replayed yet, one more than a page holds when there are more. */
export async function findQuarantined(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
  shown: number,
): Promise<Quarantined[]> {
  const { rows } = await client.query<Quarantined>(
    `select delivery_key as key, topic, reason, received_at as "receivedAt"
       from quarantine
      where shop_id = $1 and replayed_at is null
        and (position($2 in lower(topic)) > 0 or position($2 in lower(reason)) > 0)
      order by received_at ${sqlOrder(view)}, delivery_key limit $3 offset $4`,
    [shopId, view.search.toLowerCase(), ...limitAndOffset(view, shown)],
  );
  return rows;
}

/** What of a shop's quarantine is taken by deliveries that wait, replayed ones left out. */
export async function quarantineUse(client: ShopClient, shopId: string): Promise<QuarantineUse> {
  const { rows } = await client.query<QuarantineUse>(
    `select count(*) as deliveries, coalesce(sum(octet_length(body)), 0)::bigint as bytes
       from quarantine where shop_id = $1 and replayed_at is null`,
    [shopId],
  );
  return rows[0] ?? { deliveries: 0, bytes: 0 };
}

/** Deletes deliveries that wait. */
export async function deleteQuarantined(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
): Promise<Pick<Quarantined, 'key' | 'topic' | 'reason'>[]> {
  const { rows } = await client.query<{ key: string; topic: string; reason: string }>(
    `delete from quarantine where shop_id = $1 and delivery_key = any($2) and replayed_at is null
      returning delivery_key as key, topic, reason`,
    [shopId, keys],
  );
  return rows;
}

/** Deliveries that wait, sealed as they are, for this transaction to replay. */
export async function lockQuarantined(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
): Promise<(Delivery & { body: Buffer })[]> {
  const { rows } = await client.query<Delivery & { body: Buffer }>(
    `select delivery_key as key, topic, received_at as "receivedAt", triggered_at as "triggeredAt", body
       from quarantine where shop_id = $1 and delivery_key = any($2) and replayed_at is null
      order by delivery_key for update`,
    [shopId, keys],
  );
  return rows;
}

/** @param now epoch milliseconds */
export async function markReplayed(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
  now: number,
): Promise<void> {
  await client.query(
    'update quarantine set replayed_at = $3 where shop_id = $1 and delivery_key = any($2)',
    [shopId, keys, new Date(now)],
  );
}

/** The sealed body of a delivery; null when there is no such delivery. */
export async function findQuarantinedBody(
  client: ShopClient,
  shopId: string,
  key: string,
): Promise<Buffer | null> {
  const { rows } = await client.query<{ body: Buffer }>(
    'select body from quarantine where shop_id = $1 and delivery_key = $2',
    [shopId, key],
  );
  return rows[0]?.body ?? null;
}
