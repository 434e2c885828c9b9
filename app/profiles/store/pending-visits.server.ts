import type { ShopClient } from '#app/platform/db.server.ts';
import type { DomainEvent } from '#app/events/event.ts';
import { DAY } from '#app/lib/duration.ts';
import { splitFirstVisits, visitorsOf } from '../first-visit.ts';

/** Who does not come again within this time comes as a stranger. */
const KEPT_MS = 30 * DAY;
/** Rows deleted at the most beside a batch: more than it adds, so that the table does not grow without bound. */
const MOST_DELETED = 1_000;

/**
 * Keeps first visits back, and gives what was kept of visitors who turn out to be more than that. To be called in
 * the transaction that applies the events, under the shop's lock.
 * @param now epoch milliseconds
 * @returns the events that happen now
 */
export async function holdFirstVisits(
  client: ShopClient,
  shopId: string,
  batch: readonly DomainEvent[],
  now: number,
): Promise<readonly DomainEvent[]> {
  const visitors = [...new Set(batch.flatMap(visitorsOf))];
  if (visitors.length === 0) return batch;
  const known = await knownVisitors(client, shopId, visitors);
  const kept = await keptEvents(client, shopId, visitors);
  const split = splitFirstVisits(batch, known, kept);
  if (split.pending.length > 0) await keep(client, shopId, split.pending, now);
  if (split.released.length > 0) {
    await client.query('delete from pending_visit where shop_id = $1 and visitor = any($2)', [
      shopId,
      split.released,
    ]);
  }
  return split.events;
}

async function knownVisitors(
  client: ShopClient,
  shopId: string,
  visitors: string[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ value: string }>(
    `select found.value from unnest($2::text[]) as wanted (value)
     cross join lateral (select value from identity
       where shop_id = $1 and kind = 'visitor' and value = wanted.value limit 1) as found`,
    [shopId, visitors],
  );
  return new Set(rows.map(({ value }) => value));
}

async function keptEvents(
  client: ShopClient,
  shopId: string,
  visitors: string[],
): Promise<Map<string, DomainEvent[]>> {
  const { rows } = await client.query<{ visitor: string; events: DomainEvent[] }>(
    `select visitor, json_agg(event order by at, event_id) as events from pending_visit
      where shop_id = $1 and visitor = any($2) group by visitor`,
    [shopId, visitors],
  );
  return new Map(rows.map(({ visitor, events }) => [visitor, events]));
}

async function keep(
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
  await client.query(
    // An array is read once; by "in" the planner could read what is chosen again for each row.
    `delete from pending_visit where shop_id = $1 and ctid = any(array(
       select ctid from pending_visit where shop_id = $1 and kept_at < $2
        order by kept_at limit $3))`,
    [shopId, new Date(now - KEPT_MS), MOST_DELETED],
  );
}
