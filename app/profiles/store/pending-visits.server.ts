import type { ShopClient } from '#app/platform/db.server.ts';
import type { DomainEvent } from '#app/events/event.ts';

/** Which of some visitors belong to a profile. */
export async function knownVisitors(
  client: ShopClient,
  shopId: string,
  visitors: readonly string[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ value: string }>(
    `select found.value from unnest($2::text[]) as wanted (value)
     cross join lateral (select value from identity
       where shop_id = $1 and kind = 'visitor' and value = wanted.value limit 1) as found`,
    [shopId, visitors],
  );
  return new Set(rows.map(({ value }) => value));
}

/** The events of first visits that wait, by visitor, in the order in which they happened. */
export async function loadPendingVisits(
  client: ShopClient,
  shopId: string,
  visitors: readonly string[],
): Promise<Map<string, DomainEvent[]>> {
  const { rows } = await client.query<{ visitor: string; events: DomainEvent[] }>(
    `select visitor, json_agg(event order by at, event_id) as events from pending_visit
      where shop_id = $1 and visitor = any($2) group by visitor`,
    [shopId, visitors],
  );
  return new Map(rows.map(({ visitor, events }) => [visitor, events]));
}

/**
 * Stores events of first visits.
 * @param now epoch milliseconds
 */
export async function insertPendingVisits(
  client: ShopClient,
  shopId: string,
  pending: readonly { visitor: string; event: DomainEvent }[],
  now: number,
): Promise<void> {
  await client.query(
    `insert into pending_visit (shop_id, visitor, event_id, at, kept_at, event)
     select $1, visitor, event_id, at, $2, event
       from unnest($3::text[], $4::uuid[], $5::timestamptz[], $6::json[]) as row (visitor, event_id, at, event)
     on conflict do nothing`,
    [
      shopId,
      new Date(now),
      pending.map(({ visitor }) => visitor),
      pending.map(({ event }) => event.id),
      pending.map(({ event }) => new Date(event.at)),
      pending.map(({ event }) => JSON.stringify(event)),
    ],
  );
}

/**
 * Deletes the oldest visits that were stored before a moment.
 * @param before epoch milliseconds
 * @param most how many at the most
 */
export async function deleteOldVisits(
  client: ShopClient,
  shopId: string,
  before: number,
  most: number,
): Promise<void> {
  await client.query(
    // An array is read once; by "in" the planner could read what is chosen again for each row.
    `delete from pending_visit where shop_id = $1 and ctid = any(array(
       select ctid from pending_visit where shop_id = $1 and kept_at < $2
        order by kept_at limit $3))`,
    [shopId, new Date(before), most],
  );
}

/** Deletes the visits of visitors who wait no more. */
export async function deletePendingVisits(
  client: ShopClient,
  shopId: string,
  visitors: readonly string[],
): Promise<void> {
  await client.query('delete from pending_visit where shop_id = $1 and visitor = any($2)', [
    shopId,
    visitors,
  ]);
}
